//! What the page says about a token that was pasted.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::json;

in_every_engine!(
    pasting_each_sample_gives_the_right_article: Setup::default(),
    typed_token_is_decoded: Setup::default(),
    several_tokens_make_a_list_and_one_article: Setup::default(),
    token_in_the_address_is_opened_and_removed: Setup::default(),
);

async fn pasting_each_sample_gives_the_right_article(page: Page) -> Outcome {
    for (sample, expected) in [
        (samples::BOUND, Article::new("bound", Some("pod"))),
        (samples::LEGACY_AUTO, Article::new("legacy", None)),
        (samples::LEGACY_MANUAL, Article::new("legacy", None)),
    ] {
        page.open().await?;
        page.no_article().await?;
        page.paste(sample).await?;
        assert_eq!(page.article().await?, expected);
    }
    Ok(())
}

async fn typed_token_is_decoded(page: Page) -> Outcome {
    page.open().await?;
    // {"alg":"none"} and {}: a token, but of no service account.
    page.type_text("eyJhbGciOiJub25lIn0.e30.").await?;
    assert_eq!(page.article().await?, Article::new("other", None));
    Ok(())
}

async fn several_tokens_make_a_list_and_one_article(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&samples::several()).await?;
    page.article().await?;
    let kinds = page
        .script(
            "return Array.from(
                 document.querySelectorAll('li[data-kind], [role=option][data-kind], [role=tab][data-kind]'),
                 (item) => item.dataset.kind,
             );",
            Vec::new(),
        )
        .await?;
    assert_eq!(kinds, json!(["legacy", "bound", "legacy"]));
    let articles =
        page.script("return document.querySelectorAll('article').length", vec![]).await?;
    assert_eq!(articles, json!(1));
    Ok(())
}

async fn token_in_the_address_is_opened_and_removed(page: Page) -> Outcome {
    page.visit(&format!("/#token={}", samples::BOUND.trim())).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    let address = page.driver.current_url().await?;
    assert_eq!(address.as_str(), format!("{}/", page.server.address()));
    Ok(())
}

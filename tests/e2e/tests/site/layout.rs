//! The page fits a narrow screen, and can be hidden and shown again.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

in_every_engine!(
    nothing_scrolls_sideways_on_a_narrow_screen: narrow(),
    page_with_menus_can_be_hidden_and_shown_again: Setup::default(),
);

/// The narrowest screen that the page promises to fit. The windows of two engines cannot be made
/// that narrow, but a frame can; it is so high that no upright scroll bar takes a part of it.
const NARROW: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Narrow</title></head>
  <body><iframe src="/" title="The page" width="320" height="30000"></iframe></body>
</html>"#;

pub(crate) fn narrow() -> Setup {
    Setup { extra: vec![("/narrow.html", NARROW)], framed: true, ..Setup::default() }
}

/// As a host does with a tab; WebKit hung while the menus had their places.
async fn page_with_menus_can_be_hidden_and_shown_again(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    for open in ["", "document.querySelector('.copy-open').click();"] {
        for hidden in [true, false] {
            let script = format!(
                "{open}
                 const app = document.querySelector('#app');
                 app.hidden = {hidden};
                 return app.getBoundingClientRect().height === 0;"
            );
            assert_eq!(page.script(&script, Vec::new()).await?, json!(hidden));
        }
    }
    page.article().await.map(drop)
}

async fn nothing_scrolls_sideways_on_a_narrow_screen(page: Page) -> Outcome {
    let (broken, several) = (samples::broken(), samples::several());
    // Its finding quotes a path that is longer than a line.
    let twice = format!("Authorization: Bearer Bearer {}", samples::BOUND);
    for text in ["", samples::BOUND, samples::LEGACY_MANUAL, &broken, &several, &twice] {
        page.visit("/narrow.html").await?;
        page.driver.enter_frame(0).await?;
        page.wait_for("#others").await?;
        let too_wide = page.script(TOO_WIDE, Vec::new()).await?;
        assert_eq!(too_wide, Value::Null, "these reach past the edge beside the warning");
        page.wait_for("#others button").await?.click().await?;
        page.ready().await?;
        assert_eq!(page.script("return innerWidth", Vec::new()).await?, json!(320));
        if !text.is_empty() {
            page.paste(text).await?;
            page.article().await?;
        }
        page.script(UNFOLD, Vec::new()).await?;
        let too_wide = page.script(TOO_WIDE, Vec::new()).await?;
        assert_eq!(too_wide, Value::Null, "these reach past the edge");
        page.driver.enter_default_frame().await?;
    }
    Ok(())
}

/// Opens whatever is folded.
pub(crate) const UNFOLD: &str =
    "for (const folded of document.querySelectorAll('details')) folded.open = true;";

/// What makes the page scroll sideways: null if nothing does.
pub(crate) const TOO_WIDE: &str = "
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return null;
    const wide = Array.from(document.body.querySelectorAll('*')).filter(
        (element) => element.getBoundingClientRect().right > page.clientWidth,
    );
    return wide.map((element) => element.tagName + '.' + element.className).slice(0, 9);";

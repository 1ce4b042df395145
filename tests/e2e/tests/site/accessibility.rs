//! axe-core finds nothing to object to, in any state of the page, in both themes.

use e2e::{Outcome, Page, Setup, Theme, samples};
use serde_json::{Value, json};

use crate::layout::UNFOLD;

in_every_engine!(
    axe_finds_nothing_in_the_light_theme: theme(Theme::Light),
    axe_finds_nothing_in_the_dark_theme: theme(Theme::Dark),
    axe_finds_nothing_in_what_opens_in_the_light_theme: theme(Theme::Light),
    axe_finds_nothing_in_what_opens_in_the_dark_theme: theme(Theme::Dark),
);

fn theme(theme: Theme) -> Setup {
    Setup { theme, ..Setup::default() }
}

async fn axe_finds_nothing_in_the_light_theme(page: Page) -> Outcome {
    axe_finds_nothing(&page, Theme::Light).await
}

async fn axe_finds_nothing_in_the_dark_theme(page: Page) -> Outcome {
    axe_finds_nothing(&page, Theme::Dark).await
}

async fn axe_finds_nothing_in_what_opens_in_the_light_theme(page: Page) -> Outcome {
    axe_finds_nothing_in_what_opens(&page, Theme::Light).await
}

async fn axe_finds_nothing_in_what_opens_in_the_dark_theme(page: Page) -> Outcome {
    axe_finds_nothing_in_what_opens(&page, Theme::Dark).await
}

async fn axe_finds_nothing(page: &Page, theme: Theme) -> Outcome {
    let (broken, several) = (samples::broken(), samples::several());
    let states = [
        ("empty", ""),
        ("bound", samples::BOUND),
        ("legacy", samples::LEGACY_MANUAL),
        ("broken", &broken),
        ("several", &several),
        ("no token", "nothing to see here"),
        ("message", "Unauthorized: service account token has expired"),
    ];
    for (state, text) in states {
        page.open().await?;
        is_in_force(page, theme).await?;
        if !text.is_empty() {
            page.paste(text).await?;
        }
        if !matches!(state, "empty" | "no token" | "message") {
            page.article().await?;
        }
        page.script(UNFOLD, Vec::new()).await?;
        let found = violations(page).await?;
        assert_eq!(found, Value::Array(Vec::new()), "{state}, {}: {found:#}", theme.name());
    }
    page.visit("/privacy.html").await?;
    let found = violations(page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "privacy.html: {found:#}");
    Ok(())
}

/// What is opened in the address, what is pressed then, and what must be there before axe looks.
const OPENED: [(&str, &[&str], &str); 7] = [
    ("#example=bound-pod-extended&compare=bound-pod-hour", &[], ".comparison"),
    ("#example=eks-irsa", &["#claims .copy-button"], ".claim-choices"),
    ("#example=eks-irsa", &[".promise"], "#check"),
    ("#example=eks-irsa", &[".menu-button"], "#examples"),
    ("#example=eks-irsa", &[".copy-open"], "#copy-menu"),
    ("#example=eks-irsa", &[".share"], "#share-menu"),
    ("#example=eks-irsa", &["#claims [data-pointer='/exp']"], ".claim[data-pinned]"),
];

async fn axe_finds_nothing_in_what_opens(page: &Page, theme: Theme) -> Outcome {
    for (address, pressed, there) in OPENED {
        page.open_at(address).await?;
        is_in_force(page, theme).await?;
        page.wait_for("#headline").await?;
        page.script(UNFOLD, Vec::new()).await?;
        for button in pressed {
            page.script("document.querySelector(arguments[0]).click();", vec![json!(button)])
                .await?;
        }
        page.wait_for(there).await?;
        let found = violations(page).await?;
        assert_eq!(found, Value::Array(Vec::new()), "{there}, {}: {found:#}", theme.name());
    }
    Ok(())
}

async fn is_in_force(page: &Page, theme: Theme) -> Outcome {
    let query = format!("return matchMedia('(prefers-color-scheme: {})').matches", theme.name());
    let is_in_force = page.script(&query, Vec::new()).await?;
    assert_eq!(is_in_force, json!(true), "the theme is not in force");
    Ok(())
}

/// What axe-core objects to on the page that is open.
pub(crate) async fn violations(page: &Page) -> Outcome<Value> {
    page.async_script(&format!("{}\n{RUN}", axe())).await
}

/// The script of axe-core, which makes `window.axe`.
pub(crate) fn axe() -> String {
    let axe = xtask::project_root().join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(axe).expect("axe-core is there: cargo xtask test installs it")
}

/// Runs every rule, and keeps of the answer what helps to mend a fault.
const RUN: &str = "
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.map(({ target, failureSummary }) => [String(target), failureSummary]),
    }));";

//! The page fits a narrow screen.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

/// The narrowest screen that the page promises to fit, in CSS pixels.
const NARROWEST_PIXELS: u32 = 320;

in_every_engine!(nothing_scrolls_sideways_on_a_narrow_screen: narrow());

fn narrow() -> Setup {
    Setup { width: Some(NARROWEST_PIXELS), ..Setup::default() }
}

async fn nothing_scrolls_sideways_on_a_narrow_screen(page: Page) -> Outcome {
    let (broken, several) = (samples::broken(), samples::several());
    for text in ["", samples::BOUND, samples::LEGACY_MANUAL, &broken, &several] {
        page.open().await?;
        let width = page.script("return innerWidth", Vec::new()).await?;
        assert_eq!(width, json!(NARROWEST_PIXELS), "the browser could not be made that narrow");
        if !text.is_empty() {
            page.paste(text).await?;
            page.article().await?;
        }
        let too_wide = page
            .script(
                "const page = document.documentElement;
                 if (page.scrollWidth <= page.clientWidth) return null;
                 const wide = Array.from(document.body.querySelectorAll('*')).filter(
                     (element) => element.getBoundingClientRect().right > page.clientWidth,
                 );
                 return wide.map((element) => element.tagName + '.' + element.className).slice(0, 9);",
                Vec::new(),
            )
            .await?;
        assert_eq!(too_wide, Value::Null, "these reach past the edge");
    }
    Ok(())
}

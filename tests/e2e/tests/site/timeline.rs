//! The timeline sets the clock of the whole page, by keys, by pointer and by name.

use e2e::{Outcome, Page, Setup, samples};
use thirtyfour::Key;
use thirtyfour::prelude::*;

in_every_engine!(
    slider_keys_set_the_clock_of_the_page: Setup::default(),
    now_mark_follows_the_pointer: Setup::default(),
    slider_follows_the_clock: Setup::default(),
);

const SLIDER: &str = ".timeline-slider";

/// What the page says of the token's time.
const SAYS: &str = "return Array.from(
    document.querySelectorAll('[data-row=time], .summary, .timeline-here'),
    (element) => element.textContent,
);";

async fn open_bound(page: &Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await.map(drop)
}

async fn press(page: &Page, name: &str) -> Outcome {
    let button = By::XPath(format!("//button[normalize-space()='{name}']"));
    let button = page.driver.find(button).await?;
    button.scroll_into_view().await?;
    button.click().await
}

/// What the page says of the token's time: its row, its summary, and where it is in its life.
async fn says(page: &Page) -> Outcome<(String, String, String)> {
    let said = page.script(SAYS, Vec::new()).await?;
    Ok(serde_json::from_value(said)?)
}

async fn slider_keys_set_the_clock_of_the_page(page: Page) -> Outcome {
    open_bound(&page).await?;
    let real = says(&page).await?;
    assert_eq!(real.2, "Expired: past its expiry.");
    assert!(page.driver.find_all(By::Css(".clock-note")).await?.is_empty());

    page.driver.find(By::Css(SLIDER)).await?.send_keys(Key::Home).await?;
    page.wait_for(".clock-note").await?;
    let early = says(&page).await?;
    assert_eq!(early.2, "Not yet: its start is in the future.");
    assert_ne!(early.0, real.0, "the row goes by the clock");
    assert_ne!(early.1, real.1, "so does the summary");

    press(&page, "Use the real time").await?;
    page.wait_until("the note is gone", "return !document.querySelector('.clock-note')").await?;
    assert_eq!(says(&page).await?, real);
    Ok(())
}

async fn now_mark_follows_the_pointer(page: Page) -> Outcome {
    open_bound(&page).await?;
    let slider = page.driver.find(By::Css(SLIDER)).await?;
    slider.scroll_into_view().await?;
    for offset in [-250, 0, 180] {
        page.driver
            .action_chain()
            .move_to_element_with_offset(&slider, offset, 0)
            .click()
            .perform()
            .await?;
        page.wait_for(".clock-note").await?;
        let off = page
            .script(
                "const middle = (css) => {
                     const box = document.querySelector(css).getBoundingClientRect();
                     return box.left + box.width / 2;
                 };
                 return middle('[data-part=knob]') - middle('.timeline-slider');",
                Vec::new(),
            )
            .await?;
        let off = off.as_f64().unwrap_or(f64::NAN) - offset as f64;
        assert!(off.abs() < 4.0, "{off} px beside the pointer at {offset}");
    }
    Ok(())
}

async fn slider_follows_the_clock(page: Page) -> Outcome {
    open_bound(&page).await?;
    let mut last = -1;
    for (name, phase) in [
        ("Issued", "Fresh"),
        ("Refresh", "Refresh due"),
        ("Stale", "Stale"),
        ("Expires", "Leeway"),
        ("Accepted until", "Expired"),
    ] {
        press(&page, name).await?;
        let step = step_in(&page, phase).await?;
        assert!(step > last, "{name} comes after what was before");
        last = step;
    }
    let slider = page.driver.find(By::Css(SLIDER)).await?;
    for (key, phase) in [(Key::Left, "Leeway"), (Key::Right, "Expired"), (Key::Home, "Not yet")] {
        slider.send_keys(key).await?;
        step_in(&page, phase).await?;
    }
    Ok(())
}

/// Waits until the page says that the token is in this phase, and returns the slider's step. The page
/// renders after the event, in a task of its own.
async fn step_in(page: &Page, phase: &str) -> Outcome<i64> {
    let here = "document.querySelector('.timeline-here').textContent.split(':')[0]";
    page.wait_until(phase, &format!("return {here} === '{phase}'")).await?;
    let step = "return document.querySelector('.timeline-slider').valueAsNumber";
    Ok(serde_json::from_value(page.script(step, Vec::new()).await?)?)
}

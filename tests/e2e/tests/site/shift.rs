//! Nothing on the page moves by itself while one works with a token.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::engines::Engine;

in_every_engine!(
    nothing_jumps_while_one_works_with_a_token: Setup::default(),
    the_timeline_stays_where_it_is_on_a_phone: Setup::default(),
);

/// Sums up how far things move; also right after an input, which is what counts here.
const WATCH: &str = "
    window.moved = [];
    new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
            const what = Array.from(sources, ({ node, previousRect, currentRect }) => [
                node?.outerHTML?.slice(0, 60) ?? node?.textContent,
                `${previousRect.top}-${previousRect.bottom}`,
                `${currentRect.top}-${currentRect.bottom}`,
            ].join(' '));
            window.moved.push([value, window.doing, ...what]);
        }
    }).observe({ type: 'layout-shift' });";

/// Opens the page on a screen of this size, with a token in it. Returns false in an engine that measures
/// nothing.
async fn open(page: &Page, width: u32, height: u32) -> Outcome<bool> {
    if page.engine != Engine::Chromium {
        let types = "return PerformanceObserver.supportedEntryTypes.includes('layout-shift');";
        assert_eq!(page.script(types, Vec::new()).await?, json!(false), "it could be measured");
        return Ok(false);
    }
    page.emulate_screen(width, height, 1.0).await?;
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    act(page, "").await?;
    Ok(true)
}

/// Does something, and waits until two frames were shown after it.
async fn act(page: &Page, script: &str) -> Outcome {
    page.async_script(&format!(
        "window.doing = {};
         {script}
         for (let frame = 0; frame < 3; frame += 1) {{
             await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
         }}",
        json!(script.split_whitespace().collect::<Vec<_>>().join(" "))
    ))
    .await
    .map(drop)
}

async fn nothing_jumps_while_one_works_with_a_token(page: Page) -> Outcome {
    if !open(&page, 1280, 800).await? {
        return Ok(());
    }
    page.script(WATCH, Vec::new()).await?;
    session(&page).await?;
    let moved = page.script("return window.moved;", Vec::new()).await?;
    let values = moved.as_array().into_iter().flatten().filter_map(|one| one.get(0));
    let sum: f64 = values.filter_map(Value::as_f64).sum();
    assert!(sum < 0.01, "{sum}: {moved:#}");
    Ok(())
}

async fn the_timeline_stays_where_it_is_on_a_phone(page: Page) -> Outcome {
    if !open(&page, 390, 844).await? {
        return Ok(());
    }
    let place = "return document.querySelector('.timeline-slider').getBoundingClientRect().top;";
    let mut places = Vec::new();
    show_slider(&page).await?;
    for step in 0..=STEPS {
        drag_to(&page, step).await?;
        places.extend(page.script(place, Vec::new()).await?.as_f64());
    }
    let first = places.first().copied().unwrap_or_default();
    let most = places.iter().map(|place| (place - first).abs()).fold(0.0, f64::max);
    assert!(most < 2.0, "it moves by {most} px: {places:?}");
    Ok(())
}

/// In how many steps the clock is dragged from one end of the line to the other.
const STEPS: u32 = 16;

async fn show_slider(page: &Page) -> Outcome {
    act(page, "document.querySelector('.timeline-slider').scrollIntoView({ block: 'center' });")
        .await
}

async fn drag_to(page: &Page, step: u32) -> Outcome {
    let drag = format!(
        "const slider = document.querySelector('.timeline-slider');
         slider.value = slider.max * {step} / {STEPS};
         slider.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));"
    );
    act(page, &drag).await
}

/// Points at a claim, pins it, copies, opens each menu, and drags the clock through the token's life.
async fn session(page: &Page) -> Outcome {
    act(page, "document.querySelector('#claims').scrollIntoView();").await?;
    for event in ["mouseover", "mouseout"] {
        let on = format!(
            "document.querySelector('#payload-2')
                .dispatchEvent(new MouseEvent('{event}', {{ bubbles: true }}));"
        );
        act(page, &on).await?;
    }
    for _ in ["pin", "release"] {
        act(page, "document.querySelector('#payload-2').click();").await?;
    }
    let copy = "Object.defineProperty(navigator, 'clipboard', {
            value: { writeText: () => Promise.resolve() }, configurable: true,
        });
        document.querySelector('#claims .copy-button').click();";
    act(page, copy).await?;
    act(page, "scrollTo(0, 0);").await?;
    act(page, "document.querySelector('.copy-menu').open = true;").await?;
    act(page, "document.querySelector('.copy-menu button').click();").await?;
    act(page, "document.querySelector('.exports > .share').open = true;").await?;
    act(page, "document.querySelector('.exports > .share').open = false;").await?;
    show_slider(page).await?;
    for step in 0..=STEPS {
        drag_to(page, step).await?;
    }
    page.wait_for(".clock-note").await?;
    act(page, "").await
}

//! At 200 and 400 % of a screen of 1280 px, which leave 640 and 320 px, nothing scrolls sideways and nothing
//! lies over anything else; and what can be pressed is large enough, for a finger too.

use std::collections::BTreeSet;

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::engines::Engine;

use crate::layout::{TOO_WIDE, UNFOLD};

in_every_engine!(
    nothing_overlaps_at_200_percent: narrow(),
    nothing_overlaps_at_400_percent: narrow(),
    menus_stay_inside_at_400_percent: narrow(),
    fingers_hit_every_control: Setup::default(),
);

/// See `layout.rs`.
fn narrow() -> Setup {
    let frame = |width| {
        format!(
            r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Zoomed</title></head>
  <body><iframe src="/" title="The page" width="{width}" height="30000"></iframe></body>
</html>"#
        )
    };
    let page = |width| &*frame(width).leak();
    Setup {
        extra: vec![("/640.html", page(640)), ("/320.html", page(320))],
        framed: true,
        ..Setup::default()
    }
}

/// Opens the page this wide, with a text in it.
async fn open(page: &Page, width: u32, text: &str) -> Outcome {
    page.driver.enter_default_frame().await?;
    page.visit(&format!("/{width}.html")).await?;
    page.driver.enter_frame(0).await?;
    page.wait_for("#others button").await?.click().await?;
    page.ready().await?;
    assert_eq!(page.script("return innerWidth;", Vec::new()).await?, json!(width));
    put_in(page, text).await
}

async fn put_in(page: &Page, text: &str) -> Outcome {
    if !text.is_empty() {
        page.paste(text).await?;
        page.wait_for("#headline").await?;
    }
    Ok(())
}

/// Each state of the page: what is pasted, and what is pressed then.
fn states() -> Vec<(&'static str, String, Option<&'static str>)> {
    let two = format!("{}\n\n{}", samples::LEGACY_MANUAL, samples::BOUND);
    vec![
        ("empty", String::new(), None),
        ("bound", samples::BOUND.to_owned(), None),
        ("legacy", samples::LEGACY_AUTO.to_owned(), None),
        ("broken", samples::broken(), None),
        ("several", samples::several(), None),
        ("compared", two, Some(".compare .button")),
        ("no token", String::from("kubectl get pods"), None),
        ("message", String::from("service account token has expired"), None),
    ]
}

/// Controls that reach over each other, and lines of text that do: by more than a hair. A control has more room
/// than its words, so it may lie over text beside it, but not over another control.
const OVERLAPS: &str = "
    const inside = (one) => one.checkVisibility({ visibilityProperty: true })
        && !one.closest('.skip, .section-nav, .timeline-picture')
        // Only for assistive technology.
        && getComputedStyle(one).clipPath === 'none';
    const say = (one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 30)}`;
    const hair = 4;
    const over = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair;
    const found = [];
    const compare = (all, belong) => {
        all.sort((a, b) => a.box.top - b.box.top);
        for (const [at, a] of all.entries()) {
            for (const b of all.slice(at + 1)) {
                if (b.box.top > a.box.bottom) break;
                if (!belong(a.one, b.one) && over(a.box, b.box)) found.push(`${say(a.one)} | ${say(b.one)}`);
            }
        }
    };
    const controls = Array.from(document.querySelectorAll('button, a[href], input, textarea, summary'));
    const box = (one) => ({ one, box: one.getBoundingClientRect() });
    compare(
        controls.filter((one) => inside(one) && !one.matches('.field-area[data-folded] *')).map(box),
        (a, b) => a.contains(b) || b.contains(a),
    );
    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const one = walk.currentNode.parentElement;
        if (walk.currentNode.data.trim() === '' || !inside(one) || one.closest('sup')) continue;
        const range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        for (const box of range.getClientRects()) texts.push({ one, box });
    }
    compare(texts, (a, b) => a === b);
    return found.slice(0, 9);";

/// Controls that are smaller than this many pixels, by their kinds.
const SMALL: &str = "
    const [least] = arguments;
    const small = ({ width, height }) => Math.min(width, height) < least - 0.5;
    const controls = document.querySelectorAll('button, a[href], input, textarea, summary, label.button');
    return Array.from(controls)
        .filter((one) => one.checkVisibility() && !one.matches('.visually-hidden, .skip'))
        .filter((one) => small(one.getBoundingClientRect()))
        .map((one) => `${one.localName}.${one.className} in ${one.parentElement.className}`);";

async fn small(page: &Page, least: u32) -> Outcome<BTreeSet<String>> {
    let small = page.script(SMALL, vec![json!(least)]).await?;
    Ok(serde_json::from_value(small)?)
}

async fn nothing_overlaps_at_200_percent(page: Page) -> Outcome {
    nothing_overlaps(&page, 640).await
}

async fn nothing_overlaps_at_400_percent(page: Page) -> Outcome {
    nothing_overlaps(&page, 320).await
}

async fn nothing_overlaps(page: &Page, width: u32) -> Outcome {
    for (state, text, pressed) in states() {
        open(page, width, &text).await?;
        if let Some(button) = pressed {
            page.wait_for(button).await?.click().await?;
            page.wait_for(".comparison").await?;
        }
        for unfolded in [false, true] {
            if unfolded {
                page.script(UNFOLD, Vec::new()).await?;
            }
            let wide = page.script(TOO_WIDE, Vec::new()).await?;
            assert_eq!(wide, Value::Null, "{state}: these reach past the edge");
            let overlaps = page.script(OVERLAPS, Vec::new()).await?;
            assert_eq!(overlaps, json!([]), "{state}");
            let small = small(page, 24).await?;
            assert!(small.is_empty(), "{state}: {small:#?}");
        }
    }
    Ok(())
}

async fn menus_stay_inside_at_400_percent(page: Page) -> Outcome {
    open(&page, 320, samples::BOUND).await?;
    for (button, menu) in [
        (".promise", "#check"),
        (".menu-button", "#examples"),
        (".copy-open", "#copy-menu"),
        (".share", "#share-menu"),
        ("#claims .copy-button", ".claim-choices"),
    ] {
        page.script("document.querySelector(arguments[0]).click();", vec![json!(button)]).await?;
        page.wait_for(menu).await?;
        page.script(UNFOLD, Vec::new()).await?;
        let wide = page.script(TOO_WIDE, Vec::new()).await?;
        assert_eq!(wide, Value::Null, "{menu}: these reach past the edge");
        let inside = "
            const { left, right } = document.querySelector(arguments[0]).getBoundingClientRect();
            return left >= 0 && right <= document.documentElement.clientWidth;";
        assert_eq!(page.script(inside, vec![json!(menu)]).await?, json!(true), "{menu}");
        let small = small(&page, 24).await?;
        assert!(small.is_empty(), "{menu}: {small:#?}");
    }
    Ok(())
}

/// Only Chromium can be made to believe in a finger. A link in a line of text is as high as its line, and so is
/// what folds a line of the JSON.
async fn fingers_hit_every_control(page: Page) -> Outcome {
    if page.engine != Engine::Chromium {
        return Ok(());
    }
    page.emulate_screen(390, 844, 1.0).await?;
    page.emulate_media("", "pointer", "coarse").await?;
    for (state, text, _) in states() {
        page.open().await?;
        let coarse = page.script("return matchMedia('(pointer: fine)').matches;", Vec::new());
        assert_eq!(coarse.await?, json!(false));
        put_in(&page, &text).await?;
        page.script(UNFOLD, Vec::new()).await?;
        let mut small = small(&page, 44).await?;
        small.retain(|one| !one.contains("step-title") && one != "summary. in json-fold");
        assert!(small.is_empty(), "{state}: {small:#?}");
    }
    Ok(())
}

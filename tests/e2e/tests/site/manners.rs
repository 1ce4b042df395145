//! The small manners of the page: words stay whole, folds have one mark, Tab follows the eye, dates never
//! collide, and nobody reads of a mouse on a phone or on paper.

use std::fmt::Write as _;

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::engines::Engine;

use crate::element::{self, hosts};
use crate::layout::{TOO_WIDE, UNFOLD, narrow};

in_every_engine!(
    words_of_controls_stay_whole_on_a_narrow_screen: narrow(),
    folds_have_one_mark: Setup::default(),
    tab_follows_the_eye: Setup::default(),
    dates_of_the_timeline_never_collide: narrow(),
    long_list_of_tokens_scrolls_by_itself: Setup::default(),
    three_short_parts_are_one_finding: Setup::default(),
    note_of_the_clock_needs_a_token_with_times: Setup::default(),
    small_binary_is_not_called_large: Setup::default(),
    elements_that_follow_each_other_do_not_touch: hosts(),
    element_without_its_example_says_so: hosts(),
    lit_claim_is_a_block_without_an_outline: Setup::default(),
    everything_unfolds_and_folds_at_once: Setup::default(),
    phone_reads_of_no_mouse: Setup::default(),
    paper_asks_for_nothing: Setup::default(),
    mark_of_the_page_is_seen_in_forced_colors: Setup::default(),
);

/// Texts that show the page in different states.
fn texts() -> [String; 5] {
    let bound = samples::BOUND.to_owned();
    let legacy = samples::LEGACY_AUTO.to_owned();
    [String::new(), bound, legacy, samples::broken(), samples::several()]
}

/// Opens the page in a frame that is 320 px wide.
async fn open_narrow(page: &Page) -> Outcome {
    page.driver.enter_default_frame().await?;
    page.visit("/narrow.html").await?;
    page.driver.enter_frame(0).await?;
    page.wait_for("#others button").await?.click().await?;
    page.ready().await
}

async fn put_in(page: &Page, text: &str) -> Outcome {
    if !text.is_empty() {
        page.paste(text).await?;
        page.wait_for("#headline").await?;
    }
    Ok(())
}

/// The words of controls that are on more than one line: of text that a person wrote, not of a name or a
/// command from a token.
const SPLIT_WORDS: &str = "
    const split = [];
    for (const control of document.querySelectorAll('button, summary, .section-nav a, .link, th')) {
        const walk = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const { data, parentElement: one } = walk.currentNode;
            if (!one.checkVisibility({ visibilityProperty: true })) continue;
            if (one.closest('code, .visually-hidden, .token-list, .claim, .compare-account')) continue;
            for (const { 0: word, index } of data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
                const range = document.createRange();
                range.setStart(walk.currentNode, index);
                range.setEnd(walk.currentNode, index + word.length);
                // WebKit also has an empty box at the end of the line before.
                const boxes = Array.from(range.getClientRects()).filter((box) => box.width > 0);
                const lines = new Set(boxes.map((box) => Math.round(box.top)));
                if (lines.size > 1) split.push(`${word} in ${control.className}`);
            }
        }
    }
    return split;";

async fn words_of_controls_stay_whole_on_a_narrow_screen(page: Page) -> Outcome {
    for text in texts() {
        open_narrow(&page).await?;
        put_in(&page, &text).await?;
        page.script(UNFOLD, Vec::new()).await?;
        assert_eq!(page.script(SPLIT_WORDS, Vec::new()).await?, json!([]));
    }
    Ok(())
}

async fn folds_have_one_mark(page: Page) -> Outcome {
    let marks = "
        const summaries = Array.from(document.querySelectorAll('summary'));
        const other = summaries.filter((one) => {
            const { display, listStyleType } = getComputedStyle(one);
            const webkit = getComputedStyle(one, '::-webkit-details-marker').display;
            const browsers = display === 'list-item' && listStyleType !== 'none' && webkit !== 'none';
            const drawn = ['::before', '::after'].filter((at) => {
                const { content, display: shown } = getComputedStyle(one, at);
                return !['none', 'normal'].includes(content) && shown !== 'none';
            });
            const pressed = one.matches('.button, .link, .export-menu *');
            return browsers || (drawn.length === 0 && !pressed);
        });
        return [summaries.length > 0, other.map((one) => one.parentElement.className)];";
    for text in texts() {
        page.open().await?;
        put_in(&page, &text).await?;
        assert_eq!(page.script(marks, Vec::new()).await?, json!([true, []]));
    }
    page.visit("/#example=bound-pod-extended&compare=bound-pod-hour").await?;
    page.wait_for(".comparison-equal").await?;
    assert_eq!(page.script(marks, Vec::new()).await?, json!([true, []]));
    Ok(())
}

/// Neighbors in the order of Tab of which the second is above the first.
const BACKWARDS: &str = "
    const controls = Array.from(
        document.querySelectorAll(':is(.masthead, .entry, .result) :is(button, a[href], input, textarea, summary)'),
    );
    const reached = controls.filter((one) => one.tabIndex >= 0
        && one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && !one.closest('[popover], .visually-hidden, .section-nav')
        && !one.matches('.visually-hidden'));
    const say = (one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 20)}`;
    const backwards = [];
    for (const [at, one] of reached.entries()) {
        const next = reached[at + 1];
        // The columns of the page come one after the other.
        const column = (control) => control.closest('.masthead, .entry, .result');
        if (!next || column(one) !== column(next)) continue;
        const [here, there] = [one.getBoundingClientRect(), next.getBoundingClientRect()];
        if (there.bottom <= here.top + 1) backwards.push(`${say(one)} before ${say(next)}`);
    }
    return [reached.length > 9, backwards];";

async fn tab_follows_the_eye(page: Page) -> Outcome {
    for text in texts() {
        page.open().await?;
        put_in(&page, &text).await?;
        for unfold in ["", UNFOLD] {
            page.script(unfold, Vec::new()).await?;
            assert_eq!(page.script(BACKWARDS, Vec::new()).await?, json!([true, []]));
        }
    }
    Ok(())
}

/// Words of the timeline that lie over each other, at each time that its slider passes.
const COLLISIONS: &str = "
    const slider = document.querySelector('.timeline-slider');
    if (!slider) return [];
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const found = new Set();
    const [least, most] = [Number(slider.min), Number(slider.max)];
    for (let step = 0; step <= 16; step += 1) {
        set.call(slider, Math.round(least + (most - least) * step / 16));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => setTimeout(() => setTimeout(done)));
        const lines = [];
        for (const one of document.querySelectorAll('[data-section=timeline] :is(text, li, .timeline-here)')) {
            if (!one.checkVisibility({ visibilityProperty: true })) continue;
            const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const range = document.createRange();
                range.selectNodeContents(walk.currentNode);
                for (const box of range.getClientRects()) lines.push({ box, words: walk.currentNode.data });
            }
        }
        for (const [at, { box: a, words }] of lines.entries()) {
            for (const { box: b, words: others } of lines.slice(at + 1)) {
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if (wide > 1 && high > 4) found.add(`${words} | ${others}`);
            }
        }
    }
    return Array.from(found);";

async fn dates_of_the_timeline_never_collide(page: Page) -> Outcome {
    for text in [samples::BOUND, samples::LEGACY_AUTO, &samples::broken()] {
        open_narrow(&page).await?;
        put_in(&page, text).await?;
        assert_eq!(page.async_script(COLLISIONS).await?, json!([]));
        page.driver.enter_default_frame().await?;
        page.open().await?;
        put_in(&page, text).await?;
        assert_eq!(page.async_script(COLLISIONS).await?, json!([]));
    }
    Ok(())
}

async fn long_list_of_tokens_scrolls_by_itself(page: Page) -> Outcome {
    let head = samples::BOUND.trim().rsplit_once('.').map_or("", |(signed, _)| signed);
    let mut text = String::new();
    for number in 0..60 {
        // A signature of its own makes each another token.
        _ = writeln!(text, "{head}.{}", format!("{number:04}").repeat(86));
    }
    page.open().await?;
    page.paste(&text).await?;
    page.article().await?;
    let list = "
        const list = document.querySelector('.token-list ol');
        return [list.children.length, list.scrollHeight > list.clientHeight,
            list.clientHeight < innerHeight, getComputedStyle(list).overflowY];";
    assert_eq!(page.script(list, Vec::new()).await?, json!([60, true, true, "auto"]));
    Ok(())
}

async fn three_short_parts_are_one_finding(page: Page) -> Outcome {
    let boxes = "return document.querySelectorAll('.finding, .nothing-found-head').length;";
    for text in ["a.b.c", "x.y.z", "1.2.3", ".."] {
        page.open().await?;
        page.paste(text).await?;
        page.wait_for("#headline").await?;
        assert_eq!(page.script(boxes, Vec::new()).await?, json!(1), "{text}");
    }
    Ok(())
}

async fn note_of_the_clock_needs_a_token_with_times(page: Page) -> Outcome {
    for (example, notes) in [("bound-pod-extended", 1), ("legacy-auto", 0)] {
        page.open_at(&format!("#example={example}")).await?;
        page.article().await?;
        let shown = "return document.querySelectorAll('.clock-note').length;";
        assert_eq!(page.script(shown, Vec::new()).await?, json!(notes), "{example}");
    }
    Ok(())
}

async fn small_binary_is_not_called_large(page: Page) -> Outcome {
    page.open().await?;
    let drop = "
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array([0, 159, 146, 150])], 'small.bin'));
        document.querySelector('.app').dispatchEvent(
            new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
        );";
    page.script(drop, Vec::new()).await?;
    let note = page.wait_for(".attachment-note").await?.text().await?;
    assert_eq!(note, "Not plain text, so not in the field.");
    Ok(())
}

async fn elements_that_follow_each_other_do_not_touch(page: Page) -> Outcome {
    element::open(&page, "plain").await?;
    let gap = "
        const first = document.querySelector('sa-token-decoder');
        const second = first.cloneNode();
        first.after(second);
        return second.getBoundingClientRect().top - first.getBoundingClientRect().bottom >= 16;";
    assert_eq!(page.script(gap, Vec::new()).await?, json!(true));
    Ok(())
}

async fn element_without_its_example_says_so(page: Page) -> Outcome {
    element::open(&page, "plain").await?;
    let change =
        "document.querySelector('sa-token-decoder').setAttribute('example', 'nothing-such');";
    page.script(change, Vec::new()).await?;
    let said = "find('.sa-token')?.textContent.includes('There is no example with this name.')";
    element::waits_for(&page, "the element says that there is none", said).await
}

async fn lit_claim_is_a_block_without_an_outline(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.wait_for("#claims [data-pointer='/exp'] dt").await?.click().await?;
    page.wait_for("#claims .claim[data-pinned]").await?;
    let look = "
        const lit = getComputedStyle(document.querySelector('#claims .claim[data-pinned]'));
        const plain = getComputedStyle(document.querySelector('#claims .claim:not([data-lit])'));
        return [lit.outlineStyle, lit.backgroundColor !== plain.backgroundColor];";
    assert_eq!(page.script(look, Vec::new()).await?, json!(["none", true]));
    Ok(())
}

async fn everything_unfolds_and_folds_at_once(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    let press = "
        document.querySelector('.unfold-all').click();
        await new Promise((done) => setTimeout(() => setTimeout(done)));
        return Array.from(document.querySelectorAll('.section-fold'), (one) => one.open);";
    let opened = page.async_script(press).await?;
    let closed = page.async_script(press).await?;
    let all = |state: &Value, open: bool| {
        state
            .as_array()
            .is_some_and(|all| all.len() > 2 && all.iter().all(|one| *one == json!(open)))
    };
    assert!(all(&opened, true), "{opened}");
    assert!(all(&closed, false), "{closed}");
    Ok(())
}

/// The words in sight.
const IN_SIGHT: &str = "
    const words = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const one = walk.currentNode.parentElement;
        if (one.checkVisibility({ visibilityProperty: true }) && !one.closest('.visually-hidden, .skip')) {
            words.push(walk.currentNode.data);
        }
    }
    return words.join(' ');";

/// Returns the words in sight that tell of something nobody can do here.
async fn out_of_place(page: &Page, words: &[&'static str]) -> Outcome<Vec<&'static str>> {
    let shown = page.script(IN_SIGHT, Vec::new()).await?.to_string().to_lowercase();
    assert!(shown.len() > 99, "the page shows words: {shown}");
    Ok(words.iter().copied().filter(|word| shown.contains(word)).collect())
}

/// Only Chromium can be made to believe in a finger.
async fn phone_reads_of_no_mouse(page: Page) -> Outcome {
    if page.engine != Engine::Chromium {
        return Ok(());
    }
    page.emulate_screen(390, 844, 1.0).await?;
    page.emulate_finger().await?;
    for text in ["", samples::BOUND] {
        page.open().await?;
        put_in(&page, text).await?;
        let words = ["drop a file", "point at", "click", "keys:"];
        assert_eq!(out_of_place(&page, &words).await?, Vec::<&str>::new());
        assert_eq!(page.script(TOO_WIDE, Vec::new()).await?, Value::Null);
    }
    Ok(())
}

/// Only Chromium can be made to show what it would print.
async fn paper_asks_for_nothing(page: Page) -> Outcome {
    if page.engine != Engine::Chromium {
        return Ok(());
    }
    for text in [samples::BOUND, samples::LEGACY_AUTO] {
        page.open().await?;
        put_in(&page, text).await?;
        page.emulate_media("print", "prefers-color-scheme", "light").await?;
        let words = ["drag", "point at", "press", "click", "paste another", "expand all"];
        assert_eq!(out_of_place(&page, &words).await?, Vec::<&str>::new());
    }
    Ok(())
}

/// Only Chromium can be made to believe in forced colors.
async fn mark_of_the_page_is_seen_in_forced_colors(page: Page) -> Outcome {
    if page.engine != Engine::Chromium {
        return Ok(());
    }
    page.emulate_media("", "forced-colors", "active").await?;
    page.open().await?;
    let mark = "
        const { backgroundImage, forcedColorAdjust } =
            getComputedStyle(document.querySelector('.masthead h1'), '::before');
        const paper = getComputedStyle(document.body).backgroundColor;
        return [forcedColorAdjust, backgroundImage.includes('gradient'), backgroundImage.includes(paper)];";
    assert_eq!(page.script(mark, Vec::new()).await?, json!(["none", true, false]));
    Ok(())
}

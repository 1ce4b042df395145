//! Takes pictures of the built page in Chromium: `cargo xtask screenshots` runs it.
//!
//! Every state of [`e2e::states`], on three screens, in both themes, as
//! `screenshots/STATE-WIDTH-THEME.png`, some of them on paper, in forced colours and from right to
//! left, and `screenshots/index.html` to see them side by side; with `--docs` only the pictures in
//! `docs`. Beside them stand the page about privacy and the guide to embedding.

use std::fmt::Write as _;
use std::path::Path;

use e2e::states::{self, State};
use e2e::{Outcome, Page, Setup, Theme, samples};
use thirtyfour::prelude::WebDriverError;
use xtask::engines::Engine;

/// Width and height in CSS pixels: a phone, a tablet and a desktop.
const SCREENS: [(u32, u32); 3] = [(390, 844), (768, 1024), (1280, 900)];

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

/// Other ways to look at a page: a name, a width, what Chromium emulates, what a script changes.
const LOOKS: [(&str, u32, [&str; 3], &str); 3] = [
    ("print", 720, ["print", "prefers-color-scheme", "dark"], ""),
    ("forced", 768, ["", "forced-colors", "active"], ""),
    ("rtl", 768, ["", "prefers-color-scheme", "light"], "document.documentElement.dir = 'rtl';"),
];

/// Pages beside the decoder's own.
const OTHER_PAGES: [(&str, &str); 2] = [("privacy", "/privacy.html"), ("guide", GUIDE)];

const GUIDE: &str = "/embed/guide.html";

/// Scrolls through all that loads only then, and back.
const SCROLL_THROUGH: &str = "
    for (const one of document.querySelectorAll('sa-token-decoder')) {
        one.scrollIntoView();
        while (!one.shadowRoot?.querySelector('article')) await new Promise(requestAnimationFrame);
    }
    const frame = document.querySelector('iframe');
    frame?.scrollIntoView();
    while (frame && frame.height < 1000) await new Promise(requestAnimationFrame);
    scrollTo(0, 0);";

/// The states that are looked at in those ways.
const LOOKED_AT: [&str; 3] = ["bound-extended", "broken", "several"];

fn main() {
    let docs = std::env::args().any(|argument| argument == "--docs");
    e2e::run(Engine::Chromium, &Setup::default(), async |page| match docs {
        true => for_docs(&page).await,
        false => of_all_states(&page).await,
    });
}

async fn of_all_states(page: &Page) -> Outcome {
    let folder = xtask::project_root().join("screenshots");
    let states = states::all();
    let mut files = Vec::new();
    for state in &states {
        page.emulate_screen(390, 844, 1.0).await?;
        page.stop_the_clock(state.now).await?;
        show(page, state).await?;
        files.extend(on_all_screens(page, &folder, state.name, false).await?);
        for (look, width, [medium, feature, value], script) in LOOKS {
            if LOOKED_AT.contains(&state.name) {
                page.emulate_screen(width, 900, 1.0).await?;
                page.emulate_media(medium, feature, value).await?;
                page.script(script, Vec::new()).await?;
                let name = format!("{}-{look}.png", state.name);
                write(&folder, &name, &page.picture(true).await?)?;
                files.push(name);
            }
        }
    }
    for (name, address) in OTHER_PAGES {
        page.visit(address).await?;
        page.async_script(SCROLL_THROUGH).await?;
        files.extend(on_all_screens(page, &folder, name, true).await?);
    }
    write(&folder, "index.html", contact_sheet(&files).as_bytes())
}

/// Takes pictures of what is shown, in all widths and both themes, and answers their names. A frame
/// beyond the screen is not drawn: `whole` makes each screen as high as the page.
async fn on_all_screens(
    page: &Page,
    folder: &Path,
    name: &str,
    whole: bool,
) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for (width, height) in SCREENS {
        page.emulate_screen(width, height, 1.0).await?;
        if whole {
            let height = "return document.documentElement.scrollHeight";
            let height = page.script(height, Vec::new()).await?.as_u64().unwrap_or_default();
            page.emulate_screen(width, u32::try_from(height).unwrap_or(u32::MAX), 1.0).await?;
        }
        for theme in THEMES {
            page.emulate_theme(theme).await?;
            let name = format!("{name}-{width}-{}.png", theme.name());
            write(folder, &name, &page.picture(true).await?)?;
            files.push(name);
        }
    }
    Ok(files)
}

async fn for_docs(page: &Page) -> Outcome {
    let [.., (width, height)] = SCREENS;
    page.emulate_screen(width, height, 1.0).await?;
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    let folder = xtask::project_root().join("docs");
    write(&folder, "screenshot.png", &page.picture(false).await?)?;

    page.visit(GUIDE).await?;
    page.async_script(SCROLL_THROUGH).await?;
    // So high that the first example is on it, with its code.
    page.emulate_screen(width, 1040, 1.0).await?;
    let example = "document.querySelector('.live').previousElementSibling.scrollIntoView();";
    page.script(example, Vec::new()).await?;
    write(&folder, "embedding.png", &page.picture(false).await?)
}

async fn show(page: &Page, state: &State) -> Outcome {
    page.open_at(&state.address).await?;
    if !state.paste.is_empty() {
        page.paste(&state.paste).await?;
        page.wait_for("#headline").await?;
    }
    Ok(())
}

/// All pictures on one page.
fn contact_sheet(files: &[String]) -> String {
    let mut sheet = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Screenshots</title>\n<style>
         body { display: flex; flex-wrap: wrap; gap: 1rem }
         a { display: grid; grid-template-rows: auto 60vh; justify-items: start }
         img { block-size: 100%; border: 1px solid gray }
         </style>\n",
    );
    for file in files {
        _ = writeln!(sheet, "<a href=\"{file}\">{file}<img src=\"{file}\" alt=\"\"></a>");
    }
    sheet
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Outcome {
    let file = folder.join(name);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&file, bytes))
        .map_err(|error| WebDriverError::FatalError(format!("{}: {error}", file.display())))?;
    println!("  {name}");
    Ok(())
}

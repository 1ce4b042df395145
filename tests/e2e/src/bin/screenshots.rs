//! Takes pictures of the built page in Chromium: `cargo xtask screenshots` runs it.
//!
//! Every state of [`e2e::states`], on three screens, in both themes, as
//! `screenshots/STATE-WIDTH-THEME.png`, and `screenshots/index.html` to see them side by side; with
//! `--readme` only `docs/screenshot.png`.

use std::fmt::Write as _;
use std::path::Path;

use e2e::states::{self, State};
use e2e::{Outcome, Page, Setup, Theme, samples};
use thirtyfour::prelude::WebDriverError;
use xtask::engines::Engine;

/// Width and height in CSS pixels: a phone, a tablet and a desktop.
const SCREENS: [(u32, u32); 3] = [(390, 844), (768, 1024), (1280, 900)];

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

fn main() {
    let readme = std::env::args().any(|argument| argument == "--readme");
    e2e::run(Engine::Chromium, &Setup::default(), async |page| match readme {
        true => for_readme(&page).await,
        false => of_all_states(&page).await,
    });
}

async fn of_all_states(page: &Page) -> Outcome {
    let folder = xtask::project_root().join("screenshots");
    let states = states::all();
    for state in &states {
        page.stop_the_clock(state.now).await?;
        show(page, state).await?;
        for (width, height) in SCREENS {
            page.emulate_screen(width, height, 1.0).await?;
            for theme in THEMES {
                page.emulate_theme(theme).await?;
                write(&folder.join(file(state, width, theme)), &page.picture(true).await?)?;
            }
        }
    }
    write(&folder.join("index.html"), contact_sheet(&states).as_bytes())
}

async fn for_readme(page: &Page) -> Outcome {
    let [.., (width, height)] = SCREENS;
    page.emulate_screen(width, height, 1.0).await?;
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    write(&xtask::project_root().join("docs/screenshot.png"), &page.picture(false).await?)
}

async fn show(page: &Page, state: &State) -> Outcome {
    page.open_at(&state.address).await?;
    if !state.paste.is_empty() {
        page.paste(&state.paste).await?;
        page.wait_for("#headline").await?;
    }
    Ok(())
}

fn file(state: &State, width: u32, theme: Theme) -> String {
    format!("{}-{width}-{}.png", state.name, theme.name())
}

/// All pictures on one page, a row for each state.
fn contact_sheet(states: &[State]) -> String {
    let mut sheet = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Screenshots</title>\n<style>
         section { display: flex; gap: 1rem; align-items: start; overflow-x: auto }
         img { max-block-size: 90vh; border: 1px solid gray }
         </style>\n",
    );
    for state in states {
        _ = write!(sheet, "<h2>{}</h2>\n<section>\n", state.name);
        for (width, _) in SCREENS {
            for theme in THEMES {
                let file = file(state, width, theme);
                _ = writeln!(sheet, "<a href=\"{file}\"><img src=\"{file}\" alt=\"{file}\"></a>");
            }
        }
        sheet.push_str("</section>\n");
    }
    sheet
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    let folder = file.parent().unwrap_or(file);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(file, bytes))
        .map_err(|error| WebDriverError::FatalError(format!("{}: {error}", file.display())))?;
    let name = file.strip_prefix(xtask::project_root()).unwrap_or(file);
    println!("  {}", name.display());
    Ok(())
}

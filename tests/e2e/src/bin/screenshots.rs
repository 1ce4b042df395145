//! Takes pictures of the built page in Chromium: `cargo xtask screenshots` runs it.
//!
//! Each kind of paste, on a phone and on a desktop screen, in both themes, as
//! `screenshots/STATE-SCREEN-THEME.png`; with `--readme` only `docs/screenshot.png`.

use std::path::Path;

use e2e::{Outcome, Page, Setup, Theme, samples};
use thirtyfour::prelude::WebDriverError;
use xtask::engines::Engine;

/// Name, width and height in CSS pixels, and device pixels to one of them.
const SCREENS: [(&str, u32, u32, f32); 2] = [("phone", 390, 844, 2.0), ("desktop", 1280, 900, 1.0)];

fn main() {
    let readme = std::env::args().any(|argument| argument == "--readme");
    e2e::run(Engine::Chromium, &Setup::default(), async |page| match readme {
        true => for_readme(&page).await,
        false => of_all_states(&page).await,
    });
}

async fn of_all_states(page: &Page) -> Outcome {
    let (broken, several) = (samples::broken(), samples::several());
    let states = [
        ("empty", ""),
        ("bound", samples::BOUND),
        ("legacy", samples::LEGACY_AUTO),
        ("broken", &broken),
        ("several", &several),
    ];
    for (screen, width, height, scale) in SCREENS {
        page.emulate_screen(width, height, scale).await?;
        for theme in [Theme::Light, Theme::Dark] {
            page.emulate_theme(theme).await?;
            for (state, text) in states {
                show(page, text).await?;
                let name = format!("{state}-{screen}-{}.png", theme.name());
                save(page, &xtask::project_root().join("screenshots").join(name), true).await?;
            }
        }
    }
    Ok(())
}

async fn for_readme(page: &Page) -> Outcome {
    let (_, width, height, scale) = SCREENS[1];
    page.emulate_screen(width, height, scale).await?;
    show(page, samples::BOUND).await?;
    save(page, &xtask::project_root().join("docs").join("screenshot.png"), false).await
}

async fn show(page: &Page, text: &str) -> Outcome {
    page.open().await?;
    if !text.is_empty() {
        page.paste(text).await?;
        page.article().await?;
    }
    Ok(())
}

/// Writes a picture: of the whole page from top to end, or of what the screen shows.
async fn save(page: &Page, file: &Path, whole: bool) -> Outcome {
    let picture = page.picture(whole).await?;
    let folder = file.parent().unwrap_or(file);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(file, picture))
        .map_err(|error| WebDriverError::FatalError(format!("{}: {error}", file.display())))?;
    let name = file.strip_prefix(xtask::project_root()).unwrap_or(file);
    println!("  {}", name.display());
    Ok(())
}

//! The built site in three engines. Each case shows as a test of its own for each engine, such as
//! `articles::chromium::pasting_each_sample_gives_the_right_article`.

/// Makes a test for each engine out of each `async fn case(page: Page) -> Outcome`, with what the
/// case wants of its browser and of its site: `case: Setup::default()`.
macro_rules! in_every_engine {
    ($($case:ident: $setup:expr),+ $(,)?) => {
        in_every_engine!(@module chromium Chromium $($case: $setup),+);
        in_every_engine!(@module firefox Firefox $($case: $setup),+);
        in_every_engine!(@module webkit Webkit $($case: $setup),+);
    };
    (@module $module:ident $engine:ident $($case:ident: $setup:expr),+) => {
        mod $module {
            use super::*;

            $(
                #[test]
                fn $case() {
                    e2e::run(xtask::engines::Engine::$engine, &$setup, super::$case);
                }
            )+
        }
    };
}

mod acceptance;
mod accessibility;
mod anywhere;
mod articles;
mod broken;
mod claims;
mod comparison;
mod copying;
mod decoded;
mod document_view;
mod documents;
mod element;
mod element_keys;
mod examples;
mod export;
mod failures;
mod field;
mod frame;
mod guide;
mod handle;
mod headline;
mod highlight;
mod hostile_host;
mod integrity;
mod interface;
mod kept;
mod keyboard;
mod keys;
mod layout;
mod leaving;
mod long;
mod manners;
mod memory;
mod names;
mod not_found;
mod offline;
mod policy;
mod privacy;
mod private_keys;
mod session;
mod share;
mod shift;
mod signature;
mod single_file;
mod surroundings;
mod ticking;
mod timeline;
mod token_address;
mod withdrawal;
mod withheld;
mod workbench;
mod zoom;

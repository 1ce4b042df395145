//! A script that runs where no module does: in a classic script, and in the worker of a sandboxed
//! frame.

use xtask::Result;

/// A small module without what only a module may have, and what it exports as the members of an
/// object.
pub(crate) fn plain(module: &str) -> Result<(String, String)> {
    let other = || "a script exports in another form: see xtask/src/dist/plain.rs".to_owned();
    let (before, list) = module.rsplit_once("export{").ok_or_else(other)?;
    let (list, after) = list.split_once('}').ok_or_else(other)?;
    let mut members: Vec<String> = Vec::new();
    for item in list.split(',') {
        members.push(match item.split_once(" as ") {
            Some((own, exported)) => format!("{exported}: {own}"),
            None => item.to_owned(),
        });
    }
    let named = before.split("export function ").skip(1);
    members.extend(named.filter_map(|after| after.split('(').next()).map(str::to_owned));
    let script = format!("{before}{}", after.trim_start_matches(';'));
    let script = script.replace("export function ", "function ");
    // Only where the wasm would be fetched, which it is not.
    let script = script.replace("import.meta.url", "document.baseURI");
    match ["export ", "export{", "import(", "import ", "import.meta"]
        .iter()
        .any(|word| script.contains(word))
    {
        true => Err(other()),
        false => Ok((script, members.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_plain_script() {
        let glue = "export function inspect(a){return wasm.b(a)}let wasm;function O(){\
                    return import.meta.url}export{initSync,O as default};go();";
        let (script, exported) = plain(glue).unwrap();
        assert_eq!(exported, "initSync, default: O, inspect");
        assert_eq!(
            script,
            "function inspect(a){return wasm.b(a)}let wasm;function O(){return document.baseURI}go();"
        );
    }

    #[test]
    fn what_would_still_be_a_module_is_refused() {
        for module in [
            "export const a = 1;",
            "export class A{}export{initSync};",
            "import(\"./a\");export{a};",
            "let a=import.meta;export{a};",
        ] {
            assert!(plain(module).is_err(), "{module}");
        }
    }
}

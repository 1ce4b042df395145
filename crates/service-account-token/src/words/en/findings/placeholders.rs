//! Findings about what is in the place of a token: variables and other placeholders.

use crate::paste::{Placeholder, Variable, VariablePlace, VariableSyntax};

use super::sentences::Sentences;

/// What a server answers to a text that is no token.
const UNAUTHORIZED: &str = "`Unauthorized` (401), because this text is not a token.";

pub(super) fn variable_not_expanded(variable: &Variable) -> Sentences {
    let Variable { syntax, name, place } = variable;
    let name = name.as_deref();
    let shown = |name| match syntax {
        VariableSyntax::Shell | VariableSyntax::Command => format!("`${name}`"),
        VariableSyntax::Parentheses => format!("`$({name})`"),
        VariableSyntax::PowerShell => format!("`$env:{name}`"),
        VariableSyntax::Cmd => format!("`%{name}%`"),
    };
    let kind = match syntax {
        VariableSyntax::Shell => "the shell variable",
        VariableSyntax::Command => "a shell command, not the token that it prints.",
        VariableSyntax::Parentheses => "a reference to the variable",
        VariableSyntax::PowerShell => "the PowerShell variable",
        VariableSyntax::Cmd => "the Windows variable",
    };
    let message = match (syntax, name) {
        (VariableSyntax::Command, _) => format!("This is {kind}"),
        (_, Some(name)) => format!("This is {kind} {}, not the token in it.", shown(name)),
        (_, None) => "This is a shell variable, not the token in it.".to_owned(),
    };
    let name = name.unwrap_or("TOKEN");
    let print = match syntax {
        VariableSyntax::Command => {
            "Run the command in a shell and paste what it prints.".to_owned()
        }
        VariableSyntax::Shell | VariableSyntax::Parentheses => {
            format!("To decode the token, run `echo \"${name}\"` and paste what it prints.")
        }
        VariableSyntax::PowerShell => {
            format!("To decode the token, run `echo $env:{name}` and paste what it prints.")
        }
        VariableSyntax::Cmd => {
            format!("To decode the token, run `echo %{name}%` and paste what it prints.")
        }
    };
    let expands = match (syntax, place) {
        (VariableSyntax::Parentheses, _) => {
            "The kubelet expands `$(NAME)` in a Pod's `env`, `command` and `args`. A shell runs \
             NAME as a command."
        }
        (VariableSyntax::Cmd, _) => {
            "Only `cmd.exe` expands it. PowerShell writes `$env:NAME`, other shells write `$NAME`."
        }
        (VariableSyntax::PowerShell, VariablePlace::Open) => {
            "Only PowerShell expands it. Other shells write `$NAME`."
        }
        (_, VariablePlace::SingleQuotes) => {
            "Single quotes keep the shell from expanding it. Use double quotes, or close the single \
             quotes around it: `'…'\"$TOKEN\"'…'`."
        }
        (_, VariablePlace::Document) => {
            "kubectl does not expand it in a JSON or YAML file. Write the token itself there, or \
             fill in the file with a tool such as `envsubst`."
        }
        (_, VariablePlace::Open) => "Only a shell expands it, when it runs the command.",
    };
    Sentences::new(message).help(format!("{expands} {print}")).api_server(UNAUTHORIZED)
}

pub(super) fn placeholder(what: &Placeholder) -> Sentences {
    let (message, help) = match what {
        Placeholder::ActionsExpression => (
            "This is a GitHub Actions expression, not the token.".to_owned(),
            "GitHub Actions fills it in when the workflow runs; nothing else does. GitHub does not \
             show a secret again, so get the token where it was created.",
        ),
        Placeholder::HelmExpression => (
            "This is a Helm template expression, not the token.".to_owned(),
            "Helm fills it in when it renders the chart. `helm get manifest RELEASE` shows the \
             rendered text.",
        ),
        Placeholder::TemplateExpression => (
            "This is a template expression, not the token.".to_owned(),
            "A tool such as Ansible, Terraform or Postman fills it in. Check that the tool processes this \
             text and that the variable is set.",
        ),
        Placeholder::Words(Some(words)) => (
            format!("`{words}` marks the place for a token."),
            "Replace it with the token, brackets included.",
        ),
        Placeholder::Words(None) => (
            "A placeholder marks the place for a token.".to_owned(),
            "Replace it with the token, brackets included.",
        ),
        Placeholder::Mask => (
            "A program replaced the token with a mask.".to_owned(),
            "The token cannot be recovered from it. For a kubeconfig, `kubectl config view --raw` \
             shows the token. kubectl's logs and CI systems mask it too, so get it where it was \
             created.",
        ),
        Placeholder::Path => (
            "This is a path, not the token in the file.".to_owned(),
            "Use what `cat` prints for that file. In a kubeconfig, `tokenFile` takes a path and \
             `token` takes the token itself.",
        ),
        Placeholder::PathToRead => (
            "This is `@` and a path, not the token in the file.".to_owned(),
            "Only some programs read the file: Vault's CLI in `jwt=@PATH`, curl where `@` begins \
             the value of `-d`. Inside JSON, nothing does. To decode the token, paste what `cat` \
             prints for that file.",
        ),
        Placeholder::FormatDirective => (
            "This is a format directive of a program, not the token.".to_owned(),
            "The program that formats this text fills it in. Check that it does, and paste what it \
             prints.",
        ),
        Placeholder::Beginning => (
            "This is only the beginning of a token, shortened for display.".to_owned(),
            "The rest cannot be recovered from it. Copy the token again, whole.",
        ),
        Placeholder::EncryptedByAnsible => (
            "Ansible Vault encrypted this value.".to_owned(),
            "`ansible-vault view FILE` shows an encrypted file, if you have its password.",
        ),
        Placeholder::Encrypted => (
            "SOPS encrypted this value.".to_owned(),
            "`sops -d FILE` shows the token, if you have a key that decrypts it.",
        ),
    };
    Sentences::new(message).help(help).api_server(UNAUTHORIZED)
}

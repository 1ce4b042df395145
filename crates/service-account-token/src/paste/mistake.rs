//! Mistakes with a token: what is in its place, and how a whole token is handed over.

/// A variable or a command whose value the shell was to put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) syntax: VariableSyntax,
    /// Its name, if it has a plain one: other text may hold a secret.
    pub(crate) name: Option<String>,
    pub(crate) place: VariablePlace,
}

/// How a variable is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariableSyntax {
    /// `$TOKEN` or `${TOKEN}`.
    Shell,
    /// `$(cat …)` or `` `cat …` ``.
    Command,
    /// `$(TOKEN)`, in a Pod's `env`.
    Parentheses,
    /// `$env:TOKEN`.
    PowerShell,
    /// `%TOKEN%`.
    Cmd,
}

/// Where a variable is written, which decides whether a shell expands it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariablePlace {
    /// In single quotes, which keep a shell from expanding it.
    SingleQuotes,
    /// In JSON or YAML, which no shell reads.
    Document,
    /// Anywhere else.
    Open,
}

/// What stands for a token and is no variable of a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// `${{ secrets.TOKEN }}`.
    ActionsExpression,
    /// `{{ .Values.token }}`.
    HelmExpression,
    /// `{{ token }}`.
    TemplateExpression,
    /// `<token>`, `YOUR_TOKEN`; the words, if there are only words.
    Words(Option<String>),
    /// `***`, `REDACTED`, `<masked>`.
    Mask,
    /// `/var/run/secrets/kubernetes.io/serviceaccount/token`.
    Path,
    /// `@/var/run/secrets/kubernetes.io/serviceaccount/token`.
    PathToRead,
    /// `%s`, `{0}`.
    FormatDirective,
    /// `eyJh…`.
    Beginning,
    /// `ENC[AES256_GCM,…]`.
    Encrypted,
    /// `!vault`, `$ANSIBLE_VAULT;1.1;AES256`.
    EncryptedByAnsible,
}

/// What precedes a token in place of `Bearer` and one blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeFault {
    /// Nothing.
    Missing,
    /// `Bearer` and a character other than a blank.
    Mark(char),
    /// `Bearer`, and nothing between it and the token.
    Glued,
    /// `Bearer` and another word.
    SecondWord,
    /// The scheme `Basic`.
    Basic,
    /// The scheme `Token`.
    Token,
    /// The scheme `JWT`.
    Jwt,
    /// Another word.
    Other,
}

/// What hands over the base64 form of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// The scheme `Bearer`.
    Bearer,
    /// An `Authorization` header with another scheme, or with none.
    Authorization,
    /// An option such as `--token`.
    TokenOption,
    /// An option for a password, such as `-p`.
    PasswordOption,
    /// The user's `token` in a kubeconfig.
    Kubeconfig,
    /// The member `jwt` of a login to Vault.
    Jwt,
}

/// What a value holds beside the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueFault {
    /// A line break after it.
    LineBreakAfter,
    /// A blank after it.
    BlankAfter,
    /// A blank or a line break before it.
    BlankBefore,
    /// Line breaks inside it.
    LineBreakInside,
    /// Quotes around it.
    Quotes,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// In base64, as in the `data` of a Secret.
    Base64,
    /// As a quoted string.
    String,
    /// As a block scalar of YAML, whose last line break counts.
    Block,
}

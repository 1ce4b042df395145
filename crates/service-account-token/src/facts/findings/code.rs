//! The table of finding codes.
//!
//! A code never changes its meaning, and its severity is fixed here.

use crate::facts::vocabulary::Severity;
use crate::text::code::{UnknownCode, text_enum, text_traits};

text_enum! {
    /// What a finding is about.
    pub enum Category {
        /// The text around a token.
        Paste = "paste",
        /// The document around a token.
        Document = "document",
        /// The serialization of a token.
        Structure = "structure",
        /// The JOSE header.
        Header = "header",
        /// The claims.
        Claims = "claims",
        /// What follows from the claims.
        Judgement = "judgement",
    }
}

/// What is fixed for a code.
struct Row {
    text: &'static str,
    severity: Severity,
    reference: &'static str,
}

/// Writes the table of codes: the variant, its text, its severity, the rule that it follows from
/// (`""` for none) and one line for the documentation.
macro_rules! codes {
    ($($category:ident { $($variant:ident $text:literal $severity:ident $reference:literal $about:literal;)* })*) => {
        /// The code of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum FindingCode {
            $($(#[doc = $about] #[serde(rename = $text)] $variant,)*)*
        }

        text_traits!(FindingCode, text => match text {
            $($($text => Ok(Self::$variant),)*)*
            _ => Err(UnknownCode),
        });

        impl FindingCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            const ROWS: &[Row] = &[$($(Row {
                text: $text,
                severity: Severity::$severity,
                reference: $reference,
            },)*)*];

            /// Returns the code as the report writes it.
            pub const fn as_str(self) -> &'static str {
                self.row().text
            }

            /// Returns the severity, which is fixed for each code.
            pub const fn severity(self) -> Severity {
                self.row().severity
            }

            /// Returns the rule or the source that it follows from; empty for none.
            pub const fn reference(self) -> &'static str {
                self.row().reference
            }

            /// Returns what it is about.
            pub const fn category(self) -> Category {
                match self { $($(Self::$variant => Category::$category,)*)* }
            }

            #[expect(clippy::indexing_slicing, reason = "each code has a row, in the same order")]
            const fn row(self) -> &'static Row {
                &Self::ROWS[self as usize]
            }

            /// Returns when it is reported, in one line.
            pub const fn about(self) -> &'static str {
                match self { $($(Self::$variant => $about,)*)* }
            }
        }
    };
}

codes! {
    Paste {
        EmptyInput "empty_input" Notice "" "The paste contains only whitespace.";
        NoTokenFound "no_token_found" Error "" "The paste contains no token.";
        TokenTruncated "token_truncated" Error "RFC 7515 §7.1" "The token is cut off at its start or its end.";
        MiddleLeftOut "middle_left_out" Error "RFC 7515 §7.1" "The middle of the token was left out to shorten it.";
        TokenRedacted "token_redacted" Notice "" "The signature was removed on purpose.";
        VariableNotExpanded "variable_not_expanded" Error "" "A variable or a command is in the place of the token: nothing expanded it.";
        Placeholder "placeholder" Error "" "A placeholder is in the place of the token, such as `<token>`, `***` or a path.";
        EncodedAsBearer "encoded_as_bearer" Error "kubernetes/kubernetes pkg/serviceaccount/jwt.go" "The base64 form of a token is where the token itself belongs.";
        SchemeNotBearer "scheme_not_bearer" Error "apiserver pkg/authentication/request/bearertoken/bearertoken.go" "The token does not follow `Bearer` and one space.";
        ValueHasNewline "value_has_newline" Warning "" "The value holds a line break, a space or quotes beside the token.";
        HiddenCharacters "hidden_characters" Warning "" "Invisible characters inside the token or beside it were left out.";
        BlanksInside "blanks_inside" Warning "RFC 7515 §2" "Whitespace inside the token was left out.";
        BearerExtraSpace "bearer_extra_space" Error "apiserver pkg/authentication/request/bearertoken/bearertoken.go" "More than one space follows `Bearer`.";
        BearerTwice "bearer_twice" Error "apiserver pkg/authentication/request/bearertoken/bearertoken.go" "The word `Bearer` precedes the token twice.";
        TextGlued "text_glued" Notice "" "Text that does not belong to the token was attached to it and left out.";
        DecodedNotToken "decoded_not_token" Warning "RFC 7515 §7.1" "The paste has the decoded claims of a token, not the token.";
        InputTooLarge "input_too_large" Error "" "The paste is longer than this tool reads.";
        TooManyTokens "too_many_tokens" Warning "" "The paste contains more tokens than are listed.";
        TooManyLayers "too_many_layers" Warning "" "The text has more layers of base64 than this tool decodes.";
        OtherCredential "other_credential" Notice "" "The paste contains a credential of another kind.";
        ServerMessage "server_message" Notice "kubernetes/kubernetes pkg/serviceaccount" "The paste contains no token, but a message of the API server or a client.";
    }
    Document {
        DocumentSyntax "document_syntax" Warning "" "YAML or JSON that cannot be parsed.";
        DocumentLeftOut "document_left_out" Notice "" "A document with more values than this tool keeps.";
        DocumentMismatch "document_mismatch" Warning "" "A document and the token in it disagree.";
        SecondCopy "second_copy" Warning "kubernetes/kubectl pkg/cmd/apply" "A copy of the token that `kubectl apply` stored in an annotation.";
        EmptySecretToken "empty_secret_token" Warning "kubernetes/kubernetes pkg/controller/serviceaccount/tokens_controller.go" "A token Secret without a token.";
        StringDataEncoded "string_data_encoded" Warning "kubernetes/api core/v1/types.go" "A base64 token where Kubernetes expects plain text.";
        DataNotEncoded "data_not_encoded" Error "kubernetes/api core/v1/types.go" "A plain-text token where Kubernetes expects base64.";
        MarkedInvalid "marked_invalid" Warning "kubernetes/kubernetes pkg/serviceaccount/legacy.go" "A Secret with the label that makes the API server reject its token.";
        LegacyTokenLastUsed "legacy_token_last_used" Notice "kubernetes/kubernetes pkg/serviceaccount/legacy.go" "The last day on which a legacy token was used, from its Secret's label.";
        SecretCreated "secret_created" Notice "kubernetes/kubernetes pkg/controller/serviceaccount/tokens_controller.go" "The creation time of a legacy token's Secret.";
        ClusterCertificate "cluster_certificate" Notice "kubernetes/kubernetes pkg/controller/serviceaccount/tokens_controller.go" "The cluster's certificate lies beside the token.";
        ExecCredentialCertificate "exec_credential_certificate" Notice "client-go pkg/apis/clientauthentication/v1/types.go" "A credential plugin returned a client certificate, not a token.";
        ExpirationMismatch "expiration_mismatch" Warning "kubernetes/kubernetes pkg/registry/core/serviceaccount/storage/token.go" "A document and the token in it give different expiry times.";
        ExpirationExtended "expiration_extended" Notice "kubernetes/kubernetes pkg/registry/core/serviceaccount/storage/token.go" "The document gives the expiry that was requested; the API server extended the token.";
        TokenReviewed "token_reviewed" Notice "kubernetes/api authentication/v1/types.go" "The API server's answer to a TokenReview.";
        KubeconfigContext "kubeconfig_context" Notice "kubernetes/client-go tools/clientcmd/api/v1/types.go" "The context and the cluster for which a kubeconfig uses the token.";
        KubeconfigRedacted "kubeconfig_redacted" Warning "kubernetes/client-go tools/clientcmd/api" "A kubeconfig user whose token kubectl redacted.";
        KubeconfigUser "kubeconfig_user" Notice "kubernetes/client-go tools/clientcmd/api/v1/types.go" "A kubeconfig user with a credential other than a token.";
        AuditEvent "audit_event" Notice "kubernetes/apiserver pkg/authentication/serviceaccount/util.go" "An audit event that identifies a token by its id.";
        ProjectedVolume "projected_volume" Notice "kubernetes/kubernetes pkg/kubelet/token/token_manager.go" "A volume for which the kubelet requests a token.";
        CsiTokenRequest "csi_token_request" Notice "kubernetes/api storage/v1 types.go" "A CSI driver for which the kubelet requests a token.";
    }
    Structure {
        SegmentCount "segment_count" Error "RFC 7515 §7.1" "The token has a number of dotted parts that neither a JWS nor a JWE has.";
        SegmentEmpty "segment_empty" Error "RFC 7515 §7.1" "A part between two dots is empty.";
        Base64Character "base64_character" Error "RFC 7515 §2" "A character outside the base64url alphabet.";
        Base64StandardAlphabet "base64_standard_alphabet" Warning "RFC 4648 §5" "`+` or `/` of the standard alphabet, where base64url uses `-` and `_`.";
        Base64Padding "base64_padding" Warning "RFC 7515 §2" "Padding that a JWS does not have.";
        Base64Length "base64_length" Error "RFC 4648 §4" "A length that base64 cannot have.";
        Base64TrailingBits "base64_trailing_bits" Warning "RFC 4648 §3.5" "Unused bits at the end of a part that are not zero.";
        Utf8Invalid "utf8_invalid" Error "RFC 7519 §7.2" "Bytes of the header or the payload that are not UTF-8.";
        ByteOrderMark "byte_order_mark" Warning "RFC 8259 §8.1" "A byte order mark before the JSON.";
        JsonSyntax "json_syntax" Error "RFC 8259" "The header or the payload is not JSON.";
        JsonNotObject "json_not_object" Error "RFC 7519 §7.2" "The header or the payload is JSON but not an object.";
        JsonDuplicateMember "json_duplicate_member" Warning "RFC 7519 §4" "Two members of one object have the same name.";
        JsonTooDeep "json_too_deep" Warning "" "Values nested too deep to list.";
        JsonTooManyMembers "json_too_many_members" Warning "" "More members than are listed.";
        JsonTrailingText "json_trailing_text" Error "RFC 8259 §2" "Text after the JSON object.";
        UnicodeDeceptive "unicode_deceptive" Warning "UTS 39" "Invisible, direction-changing or look-alike characters in a value.";
        LoneSurrogate "lone_surrogate" Warning "RFC 8259 §8.2" "Half of a surrogate pair in a string.";
        SecretInToken "secret_in_token" Warning "" "A private key, a password or another credential inside the token; it is hidden.";
        ValueWithheld "value_withheld" Notice "" "A value that looks random, under a name that this tool does not know; it is hidden.";
        TokensGlued "tokens_glued" Warning "" "Two tokens had nothing between them.";
    }
    Header {
        AlgMissing "alg_missing" Error "RFC 7515 §4.1.1" "The header has no `alg`.";
        AlgNone "alg_none" Error "RFC 7519 §6" "The token says that it is not signed.";
        AlgNotKubernetes "alg_not_kubernetes" Warning "kubernetes/kubernetes pkg/serviceaccount/jwt.go" "An algorithm that Kubernetes does not sign with.";
        CritPresent "crit_present" Error "RFC 7515 §4.1.11" "The header requires an extension.";
        KeyInHeader "key_in_header" Warning "RFC 8725 §3.10" "The header contains or names a key.";
        HeaderMemberUnknown "header_member_unknown" Notice "RFC 7515 §4" "A header parameter that Kubernetes does not write.";
        NestedJwt "nested_jwt" Notice "RFC 7519 §5.2" "A token inside the token; it is hidden.";
        KidShape "kid_shape" Notice "kubernetes/kubernetes pkg/serviceaccount/jwt.go keyIDFromPublicKey" "A key id in another form than Kubernetes'.";
        SignatureLength "signature_length" Error "RFC 7518 §3" "A signature of a length that its algorithm does not have.";
    }
    Claims {
        ClaimMissing "claim_missing" Error "" "A claim that every such token has is missing.";
        ClaimType "claim_type" Error "RFC 7519 §4.1" "A claim has the wrong JSON type.";
        NumericDateFraction "numeric_date_fraction" Warning "RFC 7519 §2" "A time with a fraction or an exponent.";
        NumericDateString "numeric_date_string" Error "RFC 7519 §2" "A time written as a string.";
        NumericDateMilliseconds "numeric_date_milliseconds" Error "RFC 7519 §2" "A time in milliseconds where seconds are meant.";
        NumericDateRange "numeric_date_range" Error "RFC 7519 §2" "A time that is out of range.";
        SubjectMismatch "subject_mismatch" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "`sub` and the Kubernetes claims name different accounts.";
        NbfNotIat "nbf_not_iat" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "`nbf` and `iat` differ.";
        ExpBeforeIat "exp_before_iat" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "The token expires before it is issued.";
        IssuedInFuture "issued_in_future" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "`iat` is in the future.";
        LifetimeBelowMinimum "lifetime_below_minimum" Warning "kubernetes/kubernetes pkg/apis/authentication/validation/validation.go" "A lifetime below the API's minimum of 600 s.";
        LifetimeAboveMaximum "lifetime_above_maximum" Warning "kubernetes/kubernetes pkg/apis/authentication/validation/validation.go" "A lifetime above the API's maximum of 2^32 s.";
        WarnafterUnexpected "warnafter_unexpected" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "`warnafter` where, or with a value that, the API server never writes.";
        ExpIgnoredInLegacy "exp_ignored_in_legacy" Warning "kubernetes/kubernetes pkg/serviceaccount/legacy.go" "A time in a legacy token, which the API server ignores.";
        ClaimUnexpected "claim_unexpected" Warning "kubernetes/kubernetes pkg/serviceaccount" "A claim that Kubernetes does not write into such a token, or not in this form.";
        IssuerUnexpected "issuer_unexpected" Warning "kubernetes/kubernetes pkg/serviceaccount/legacy.go" "A legacy token with the wrong issuer.";
        LegacyIssuerOnly "legacy_issuer_only" Warning "kubernetes/kubernetes pkg/serviceaccount/legacy.go" "The issuer of legacy tokens, and no other claim of Kubernetes.";
        BothShapes "both_shapes" Warning "kubernetes/kubernetes pkg/serviceaccount" "Legacy and bound claims in one token.";
        TwoBindings "two_bindings" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "The token is bound to two objects or more.";
        WebhookShape "webhook_shape" Warning "kubernetes/kubernetes 1.37 pkg/registry/core/serviceaccount/storage/token.go" "A webhook token that breaks the rules of webhook tokens.";
        WebhookDraftSpelling "webhook_draft_spelling" Warning "kubernetes/enhancements KEP-6060" "A draft spelling that no released API server writes.";
        NotCanonicalJson "not_canonical_json" Warning "kubernetes/kubernetes pkg/serviceaccount/jwt.go" "The JSON is not written the way the API server writes it.";
        NameNotDns "name_not_dns" Warning "RFC 1123 §2.1" "A name that Kubernetes does not allow.";
        UidShape "uid_shape" Warning "RFC 9562" "A uid that is not a UUID.";
        UnknownMember "unknown_member" Notice "" "A member of a Kubernetes token that this tool does not know.";
    }
    Judgement {
        Expired "expired" Warning "RFC 7519 §4.1.4" "The token is past its `exp`.";
        NotYetValid "not_yet_valid" Warning "RFC 7519 §4.1.5" "The token is before its `nbf`.";
        Stale "stale" Warning "kubernetes/kubernetes pkg/serviceaccount/claims.go" "The token is past its `warnafter`.";
        NoExpiry "no_expiry" Warning "kubernetes/kubernetes pkg/serviceaccount/legacy.go" "The token has no expiry of its own.";
        LongLived "long_lived" Warning "" "A requested lifetime of more than a day.";
        ForeignAudience "foreign_audience" Notice "kubernetes/kubernetes pkg/serviceaccount/jwt.go" "The token is for a recipient other than the API server.";
        MixedAudience "mixed_audience" Warning "kubernetes/api authentication/v1/types.go" "The token is for the API server and for others.";
        PrivilegedNamespace "privileged_namespace" Warning "" "The account's namespace has near-admin rights.";
        NotIndividuallyRevocable "not_individually_revocable" Notice "kubernetes/kubernetes pkg/serviceaccount/claims.go" "The token cannot be revoked alone.";
        LegacyIssuerOnBound "legacy_issuer_on_bound" Notice "kubernetes/kubernetes pkg/kubeapiserver/authenticator/config.go" "A bound token with the issuer of legacy tokens.";
    }
}

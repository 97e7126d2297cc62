package org.verdite.governance;

/// What a management review must look at (ISO 14001, 9.3.2), in our words, in the order of the standard.
public enum ReviewInput {
    EARLIER_ACTIONS("9.3.2 a"),
    CONTEXT("9.3.2 b"),
    OBLIGATIONS("9.3.2 b"),
    ASPECTS("9.3.2 b"),
    RISKS("9.3.2 b"),
    TARGETS("9.3.2 c"),
    NONCONFORMITIES("9.3.2 d"),
    MEASUREMENTS("9.3.2 d"),
    COMPLIANCE("9.3.2 d"),
    AUDITS("9.3.2 d"),
    RESOURCES("9.3.2 e"),
    COMMUNICATIONS("9.3.2 f"),
    OPPORTUNITIES("9.3.2 g");

    private final String clause;

    ReviewInput(String clause) {
        this.clause = clause;
    }

    /// The clause that asks for it.
    public String clause() {
        return clause;
    }
}

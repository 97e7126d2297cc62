package org.verdite.governance.committee;

/// What a committee is there for. Companies in China owe the first by law (Production Safety Law).
public enum CommitteeKind {
    PRODUCTION_SAFETY,
    ENVIRONMENT,
    CLIMATE,
    OTHER
}

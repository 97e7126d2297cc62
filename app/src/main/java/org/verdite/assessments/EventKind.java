package org.verdite.assessments;

/// What can happen to a certificate. Expiry is none of them: it follows from the date.
public enum EventKind {
    ISSUED,
    SURVEILLANCE,
    SUSPENDED,
    RESTORED,
    WITHDRAWN,
    EDITION_CHANGED,
    RENEWED
}

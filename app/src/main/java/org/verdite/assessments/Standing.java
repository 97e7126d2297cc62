package org.verdite.assessments;

/// How a certificate stands on a day.
public enum Standing {
    NOT_ISSUED,
    VALID,
    SUSPENDED,
    EXPIRED,
    WITHDRAWN
}

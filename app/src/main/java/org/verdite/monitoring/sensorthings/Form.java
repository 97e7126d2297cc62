package org.verdite.monitoring.sensorthings;

/// What a value is. A span lasts from a beginning to an end and is shown as an instant where the two are one; JSON is
/// ready as it comes and not to be compared.
enum Form {
    TEXT,
    NUMBER,
    TIME,
    SPAN,
    FLAG,
    JSON
}

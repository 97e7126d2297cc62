package org.verdite.rectification;

/// How bad it is; decides deadline and workflow. Low goes as minor.
public enum Severity {
    LOW,
    MINOR,
    MAJOR,
    CRITICAL;

    /// Bars of the severity sign, 1 to 4.
    public int level() {
        return ordinal() + 1;
    }
}

package org.verdite.notices;

/// ALARM asks somebody to move and climbs until they do; INFORM is told once.
public enum NoticeKind {
    ALARM,
    INFORM
}

package org.verdite.rectification;

/// How time is counted until a deadline. Days end at 24:00 at the site; hours end at an instant.
public enum Counting {
    CALENDAR_DAYS,
    /// By the calendar that the site follows; holidays and days of rest don't count.
    WORKING_DAYS,
    HOURS
}

package org.verdite.monitoring.intake.written;

/// How a file writes its dates.
public enum DateStyle {
    /// 2015-03-01, also 2015-03-01T12:00Z
    ISO,
    /// 2015/3/1
    YEAR_SLASH,
    /// 20150301
    COMPACT,
    /// 2015年3月1日
    CHINESE,
    /// 1.3.2015
    DAY_DOT,
    /// 1/3/2015 is the first of March
    DAY_SLASH,
    /// 1/3/2015 is the third of January
    MONTH_SLASH,
    /// 1 Mar 2015, 01-Mar-15
    DAY_NAME,
    /// 42064.5, days since 1899-12-30
    EXCEL
}

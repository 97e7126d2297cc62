package org.verdite.monitoring.intake.bulk;

/// One result on its way in. One object is used for all lines of a file, so that a million lines make no million
/// objects. Times are seconds since 1970-01-01T00:00Z; NaN stands for a value or level that is not there.
public final class Row {
    public int series;
    public int unit;
    public long started;
    public long ended;
    public String sample = "";
    public short replicate;
    public short run;
    public boolean dateOnly;
    public int offsetMinutes;
    /// 1 a day, 2 an hour, 3 a minute, 4 a second; 0 where that is not known.
    public short precision;
    public double value = Double.NaN;
    public short censor;
    public double level = Double.NaN;
    /// 0 no level, 1 not said which, 2 a detection or reporting limit, 3 the end of the range.
    public short levelKind;
    /// Significant digits as written; 0 where there is no number.
    public short digits;
    public String original = "";
    public String originalUnit = "";
    public String qualifier = "";
    public String flag = "";
    public short verdict;
    /// 0 for none.
    public int judging;
    public int line;

    public static final int NO_OFFSET = Integer.MIN_VALUE;

    /// What makes two results of one key different: value, censoring, level.
    public long content() {
        long hash = Double.doubleToLongBits(value) * 0x9e3779b97f4a7c15L;
        hash = Long.rotateLeft(hash, 23) + Double.doubleToLongBits(level);
        return hash * 31 + censor;
    }
}

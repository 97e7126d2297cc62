package org.verdite.monitoring.intake.bulk;

/// Rows as columns. A missing offset is {@link Short#MIN_VALUE}, a missing number NaN, no judging 0.
final class RowColumns {
    final int[] series;
    final int[] unit;
    final long[] started;
    final long[] ended;
    final String[] sample;
    final short[] replicate;
    final short[] run;
    final boolean[] dateOnly;
    final short[] offset;
    final double[] value;
    final short[] censor;
    final double[] level;
    final String[] original;
    final String[] originalUnit;
    final String[] qualifier;
    final String[] flag;
    final short[] verdict;
    final int[] judging;
    final int[] line;
    final short[] digits;
    final short[] levelKind;
    final short[] precision;

    RowColumns(int rows) {
        series = new int[rows];
        unit = new int[rows];
        started = new long[rows];
        ended = new long[rows];
        sample = new String[rows];
        replicate = new short[rows];
        run = new short[rows];
        dateOnly = new boolean[rows];
        offset = new short[rows];
        value = new double[rows];
        censor = new short[rows];
        level = new double[rows];
        original = new String[rows];
        originalUnit = new String[rows];
        qualifier = new String[rows];
        flag = new String[rows];
        verdict = new short[rows];
        judging = new int[rows];
        line = new int[rows];
        digits = new short[rows];
        levelKind = new short[rows];
        precision = new short[rows];
    }
}

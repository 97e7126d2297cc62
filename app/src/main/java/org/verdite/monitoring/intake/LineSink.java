package org.verdite.monitoring.intake;

import java.util.List;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.file.CsvLine;

/// Takes what was read from the lines of a file.
interface LineSink {

    /// A result. The row is used again for the next one.
    void row(Row row, SeriesRef series);

    /// A zero that may be one or no result at all; nobody said yet which.
    void zero(Row row, SeriesRef series, CsvLine line);

    /// A value a thousand times off what its series has shown; nobody said yet whether it is meant.
    void scale(Row row, SeriesRef series, CsvLine line);

    /// A cell that can be read two ways.
    ///
    /// @param kind `number` or `date`
    void open(String kind, CsvLine line);

    void reject(CsvLine line, String column, String found, String code, List<Object> args);

    /// No result was reported. In a wide file an empty cell is nothing at all.
    void missing(CsvLine line, String column, String found);
}

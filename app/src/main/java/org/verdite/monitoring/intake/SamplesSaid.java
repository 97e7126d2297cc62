package org.verdite.monitoring.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.written.Stamp;
import org.verdite.monitoring.intake.written.StampReader;
import org.verdite.monitoring.sampling.Delivered;

/// What the lines of a file say of their samples beside the results: laboratory, batch, day of analysis. Many lines
/// speak of one sample; where they name several batches or laboratories none of them is taken.
final class SamplesSaid {

    private record Key(int point, String number) {}

    private static final class Said {
        private String laboratory = "";
        private String batch = "";
        private boolean laboratories;
        private boolean batches;
        private @Nullable LocalDate analysed;
    }

    /// Samples of one file that are kept in mind; what more there are say nothing.
    static final int MOST = 300_000;

    private final int laboratory;
    private final int batch;
    private final int analysed;
    private final boolean nothing;
    private final @Nullable StampReader stamps;
    private final Map<Key, Said> said = new LinkedHashMap<>();
    private boolean tooMany;
    private long unreadable;
    private String firstUnreadable = "";

    SamplesSaid(Layout layout, @Nullable StampReader stamps) {
        this.laboratory = layout.at(Role.LABORATORY);
        this.batch = layout.at(Role.BATCH);
        this.analysed = layout.at(Role.ANALYSED);
        this.nothing = !layout.has(Role.SAMPLE) || laboratory < 0 && batch < 0 && analysed < 0;
        this.stamps = stamps;
    }

    void take(PointRef at, String number, String[] cells) {
        if (nothing || number.isEmpty()) {
            return;
        }
        var key = new Key(at.id, number);
        var of = said.get(key);
        if (of == null) {
            if (said.size() >= MOST) {
                tooMany = true;
                return;
            }
            of = new Said();
            said.put(key, of);
        }
        String lab = cell(cells, laboratory);
        String lot = cell(cells, batch);
        of.laboratories |= differ(of.laboratory, lab);
        of.batches |= differ(of.batch, lot);
        of.laboratory = of.laboratory.isEmpty() ? lab : of.laboratory;
        of.batch = of.batch.isEmpty() ? lot : of.batch;
        var day = day(at, cell(cells, analysed));
        // how long a sample was kept is judged by its last analysis
        if (day != null && (of.analysed == null || day.isAfter(of.analysed))) {
            of.analysed = day;
        }
    }

    private static boolean differ(String known, String other) {
        return !known.isEmpty() && !other.isEmpty() && !known.equals(other);
    }

    private static String cell(String[] cells, int column) {
        return column < 0 ? "" : cells[column].strip();
    }

    private @Nullable LocalDate day(PointRef at, String text) {
        if (text.isEmpty() || stamps == null) {
            return null;
        }
        Stamp stamp = stamps.read(text, "", "", at.zone);
        if (stamp == null) {
            firstUnreadable = unreadable++ == 0 ? text : firstUnreadable;
            return null;
        }
        return LocalDate.ofEpochDay(stamp.day());
    }

    List<Delivered> all() {
        var all = new ArrayList<Delivered>();
        said.forEach((key, of) -> all.add(new Delivered(
                key.point(),
                key.number(),
                of.laboratories ? "" : of.laboratory,
                of.batches || of.batch.length() > Delivered.LONGEST_BATCH ? "" : of.batch,
                of.analysed)));
        return all;
    }

    /// Days of analysis that are no dates in the file's style.
    long unreadable() {
        return unreadable;
    }

    String firstUnreadable() {
        return firstUnreadable;
    }

    boolean tooMany() {
        return tooMany;
    }

    /// Samples whose lines name more than one batch.
    long severalBatches() {
        return said.values().stream().filter(of -> of.batches).count();
    }
}

package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DischargesTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @Test
    void the_same_day_gives_the_same_file() {
        for (var laboratory : LaboratoryFile.values()) {
            byte[] one = laboratory.write(loaded(DAY).of(laboratory.key()));
            byte[] other = laboratory.write(loaded(DAY).of(laboratory.key()));
            assertThat(one).isEqualTo(other);
        }
    }

    @Test
    void two_days_agree_where_they_overlap_apart_from_what_is_counted_back_from_the_load() {
        var quiet = new Discharges(DAY, InputFiles.rows("simulation.csv"), List.of());
        var later = new Discharges(DAY.plusDays(30), InputFiles.rows("simulation.csv"), List.of());
        var known = new HashMap<String, String>();
        later.of("meridian").forEach(r -> known.put(r.site() + r.point() + r.day() + r.writtenAs(), r.value()));
        assertThat(quiet.of("meridian").stream().filter(r -> r.day().isAfter(DAY.minusDays(300))))
                .isNotEmpty()
                .allSatisfy(r -> assertThat(known.get(r.site() + r.point() + r.day() + r.writtenAs()))
                        .isEqualTo(r.value()));
    }

    @Test
    void the_year_has_results_and_non_detects_in_each_laboratorys_manner() {
        var chinese = loaded(DAY).of("clearwater");
        var english = loaded(DAY).of("meridian");
        assertThat(chinese.size() + english.size()).isBetween(20_000, 50_000);
        assertThat(chinese).anyMatch(r -> r.value().endsWith("L"));
        assertThat(english).anyMatch(r -> r.value().startsWith("<"));
        assertThat(new String(LaboratoryFile.CLEARWATER.write(chinese), StandardCharsets.UTF_8))
                .startsWith("采样点,样品编号,");
    }

    @Test
    void copper_at_egret_valley_is_high_on_four_days_of_the_last_two_weeks() {
        var days = new TreeSet<LocalDate>();
        for (var r : loaded(DAY).of("clearwater")) {
            if (r.site().equals("EVC")
                    && r.point().equals("DW001")
                    && r.writtenAs().equals("总铜")
                    && !r.value().endsWith("L")
                    && new BigDecimal(r.value()).compareTo(new BigDecimal("0.30")) > 0) {
                days.add(r.day());
            }
        }
        assertThat(days.tailSet(DAY.minusDays(14))).hasSize(4);
        assertThat(days).hasSize(6);
    }

    private static Discharges loaded(LocalDate day) {
        return new Discharges(day, InputFiles.rows("simulation.csv"), InputFiles.rows("episodes.csv"));
    }
}

package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DeadlinesTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId LIMA = ZoneId.of("America/Lima");

    @Test
    void days_count_from_the_day_of_opening_at_the_site() {
        var opened = Instant.parse("2026-11-18T01:14:00Z");
        assertThat(Deadlines.deadline(opened, SHANGHAI, 15)).isEqualTo(LocalDate.parse("2026-12-03"));
        assertThat(Deadlines.deadline(opened, LIMA, 15)).isEqualTo(LocalDate.parse("2026-12-02"));
    }

    @Test
    void the_last_day_is_in_time_until_it_ends_at_the_site() {
        var deadline = LocalDate.parse("2026-12-03");
        assertThat(Deadlines.overdue(deadline, Instant.parse("2026-12-03T15:59:59Z"), SHANGHAI))
                .isFalse();
        assertThat(Deadlines.overdue(deadline, Instant.parse("2026-12-03T16:00:00Z"), SHANGHAI))
                .isTrue();
        assertThat(Deadlines.overdue(deadline, Instant.parse("2026-12-04T04:59:59Z"), LIMA))
                .isFalse();
    }

    @Test
    void summer_time_does_not_move_a_day() {
        var london = ZoneId.of("Europe/London");
        assertThat(Deadlines.deadline(Instant.parse("2026-03-28T23:30:00Z"), london, 3))
                .isEqualTo(LocalDate.parse("2026-03-31"));
    }
}

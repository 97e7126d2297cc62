package org.verdite.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.verdite.assessments.CertificateLife.Event;

class CertificateLifeTests {

    private static final Event ISSUED = event(EventKind.ISSUED, "2020-03-01", "2023-02-28");

    private static Event event(EventKind kind, String day, @Nullable String expires) {
        return new Event(kind, LocalDate.parse(day), expires == null ? null : LocalDate.parse(expires));
    }

    private static Standing on(String day, Event... events) {
        return CertificateLife.on(LocalDate.parse(day), List.of(events));
    }

    @Test
    void it_is_valid_from_its_issue_to_its_last_day() {
        assertThat(on("2020-02-29", ISSUED)).isEqualTo(Standing.NOT_ISSUED);
        assertThat(on("2020-03-01", ISSUED)).isEqualTo(Standing.VALID);
        assertThat(on("2023-02-28", ISSUED)).isEqualTo(Standing.VALID);
        assertThat(on("2023-03-01", ISSUED)).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void a_suspension_counts_until_it_is_restored_and_surveillance_lifts_nothing() {
        var suspended = event(EventKind.SUSPENDED, "2021-05-01", null);
        var watched = event(EventKind.SURVEILLANCE, "2021-05-10", null);
        var restored = event(EventKind.RESTORED, "2021-06-01", null);
        assertThat(on("2021-04-30", ISSUED, suspended, watched, restored)).isEqualTo(Standing.VALID);
        assertThat(on("2021-05-31", ISSUED, suspended, watched, restored)).isEqualTo(Standing.SUSPENDED);
        assertThat(on("2021-06-01", ISSUED, suspended, watched, restored)).isEqualTo(Standing.VALID);
    }

    @Test
    void a_renewal_gives_a_new_last_day_and_a_withdrawal_ends_it_for_good() {
        var renewed = event(EventKind.RENEWED, "2023-02-01", "2026-02-28");
        var withdrawn = event(EventKind.WITHDRAWN, "2024-01-15", null);
        assertThat(on("2023-06-01", ISSUED, renewed)).isEqualTo(Standing.VALID);
        assertThat(on("2024-01-14", ISSUED, renewed, withdrawn)).isEqualTo(Standing.VALID);
        assertThat(on("2024-01-15", ISSUED, renewed, withdrawn)).isEqualTo(Standing.WITHDRAWN);
        assertThat(on("2025-01-15", ISSUED, renewed, withdrawn, event(EventKind.RESTORED, "2024-02-01", null)))
                .isEqualTo(Standing.WITHDRAWN);
    }

    @Test
    void what_can_happen_depends_on_how_it_stands() {
        assertThat(CertificateLife.allows(Standing.VALID, EventKind.SUSPENDED)).isTrue();
        assertThat(CertificateLife.allows(Standing.SUSPENDED, EventKind.SUSPENDED))
                .isFalse();
        assertThat(CertificateLife.allows(Standing.VALID, EventKind.RESTORED)).isFalse();
        assertThat(CertificateLife.allows(Standing.EXPIRED, EventKind.RENEWED)).isTrue();
        assertThat(CertificateLife.allows(Standing.WITHDRAWN, EventKind.RENEWED))
                .isFalse();
        assertThat(CertificateLife.allows(Standing.VALID, EventKind.ISSUED)).isFalse();
    }
}

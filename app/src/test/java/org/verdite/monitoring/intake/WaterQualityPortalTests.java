package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The result form of the US Water Quality Portal is known by its headings. Data: see the note beside the file.
@SpringBootTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaterQualityPortalTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    private Lab lab;

    @BeforeAll
    void twoLakes() {
        lab = new Lab(jdbc, transactions, intake, "America/Chicago");
        lab.point("SOKAOGON_WQX-RLN", "SURFACE_WATER");
        lab.point("SOKAOGON_WQX-BL", "SURFACE_WATER");
    }

    private static String lakes() {
        try (var in = WaterQualityPortalTests.class.getResourceAsStream("/monitoring/us-wqp-lakes.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The portal parts the names of its columns with slashes; tools that read it make dots of them.
    private static String slashes(String text) {
        int end = text.indexOf('\n');
        return text.substring(0, end).replace('.', '/') + text.substring(end);
    }

    @Test
    void all_its_columns_are_recognised_with_slashes_and_with_dots() {
        for (String text : List.of(lakes(), slashes(lakes()))) {
            long id = lab.send(text);
            assertThat(lab.run(() -> intake.proposal(id, null)).columns())
                    .containsOnlyKeys(
                            "point",
                            "date",
                            "time",
                            "offset",
                            "parameter",
                            "value",
                            "unit",
                            "qualifier",
                            "condition",
                            "detectionLimit",
                            "detectionLimitUnit",
                            "fraction",
                            "basis",
                            "sample",
                            "analysed",
                            "laboratory");
        }
    }

    @Test
    void two_lakes_are_read_without_a_question_and_what_was_not_detected_is_below_its_limit() {
        long id = lab.send(slashes(lakes()));
        var dry = lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(dry.questions()).isEmpty();
        assertThat(dry.points()).allSatisfy(p -> assertThat(p.to()).isNotEmpty());
        assertThat(dry.parameters().stream().filter(p -> p.to().isEmpty()).map(DryRun.NameFound::name))
                .isEmpty();
        assertThat(dry.rejects()).isEmpty();
        assertThat(dry.ready()).isEqualTo(64);
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(64);
        assertThat(lab.count("select count(*) from monitoring.result where censor = 1 and unit_id = " + lab.unit))
                .isEqualTo(31);
    }
}

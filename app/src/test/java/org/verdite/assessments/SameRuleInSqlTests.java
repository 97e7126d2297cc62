package org.verdite.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;

/// The rule of a certificate's life is written twice, in Java and in SQL: they must say the same of any history.
@ApplicationModuleTest(
        mode = BootstrapMode.ALL_DEPENDENCIES,
        extraIncludes = {"ui", "trail", "organisation", "documents", "indicators"})
class SameRuleInSqlTests {

    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Test
    void java_and_sql_say_the_same_of_two_hundred_random_histories() {
        var random = new Random(14001);
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> {
                    int unit = jdbc.sql("""
                    insert into organisation.unit (code, name, kind, opened)
                    values ('X', '{"_":"en","en":"X"}', 'GROUP', date '2020-01-01') returning id""").query((rs, _) -> rs.getInt(1)).single();
                    for (int i = 0; i < 200; i++) {
                        compare(unit, i, history(random), random);
                    }
                }));
    }

    private static List<CertificateLife.Event> history(Random random) {
        var events = new ArrayList<CertificateLife.Event>();
        events.add(new CertificateLife.Event(
                EventKind.ISSUED, day(random, 40), day(random, 300).plusDays(60)));
        for (int e = random.nextInt(7); e > 0; e--) {
            var kind = EventKind.values()[1 + random.nextInt(EventKind.values().length - 1)];
            LocalDate happened = day(random, 300);
            @Nullable LocalDate expires = kind == EventKind.RENEWED ? happened.plusDays(1 + random.nextInt(200)) : null;
            // the register takes one thing of a kind on a day
            if (events.stream()
                    .noneMatch(other -> other.kind() == kind && other.happened().equals(happened))) {
                events.add(new CertificateLife.Event(kind, happened, expires));
            }
        }
        return events;
    }

    private static LocalDate day(Random random, int within) {
        return START.plusDays(random.nextInt(within));
    }

    private void compare(int unit, int number, List<CertificateLife.Event> events, Random random) {
        long id = jdbc.sql("""
                insert into assessments.certificate (unit_id, number, standard, body)
                values (:unit, :number, 'ISO 14001', 'B') returning id""")
                .param("unit", unit)
                .param("number", "R-" + number)
                .query((rs, _) -> rs.getLong(1))
                .single();
        for (var e : events) {
            jdbc.sql("""
                    insert into assessments.event (certificate_id, kind, happened, edition, expires)
                    values (:id, :kind, :happened, '2015', :expires)""")
                    .param("id", id)
                    .param("kind", e.kind().name())
                    .param("happened", e.happened())
                    .param("expires", e.expires())
                    .update();
        }
        for (int d = 0; d < 12; d++) {
            LocalDate on = day(random, 400);
            String told = jdbc.sql("select standing from assessments.pub_standing(:on) where certificate_id = :id")
                    .param("on", on)
                    .param("id", id)
                    .query((rs, _) -> rs.getString(1))
                    .single();
            assertThat(told)
                    .as(events + " on " + on)
                    .isEqualTo(CertificateLife.on(on, events).name());
        }
    }
}

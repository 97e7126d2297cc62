package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Exceedances;
import org.verdite.monitoring.JudgeAgain;
import org.verdite.shared.Scope;

/// Whether data that were written by SQL are what the program would have left: judged again, summed up again and with
/// its episodes put together again, a series is as it was. Otherwise the figures would be of another program.
final class AsTheDoors {

    private AsTheDoors() {}

    static void check(ConfigurableApplicationContext context, Connection connection) throws SQLException {
        for (String mode : List.of("ONLINE", "LABORATORY")) {
            int series;
            try (var sql = connection.createStatement();
                    var rs = sql.executeQuery(
                            "select max(series_id) from monitoring.exceedance e join monitoring.series s on s.id = e.series_id where s.mode = '"
                                    + mode + "'")) {
                rs.next();
                series = rs.getInt(1);
            }
            String before = state(connection, series);
            Scope.system("bench")
                    .run(() -> new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                            .executeWithoutResult(_ -> again(context, series)));
            String after = state(connection, series);
            if (!before.equals(after)) {
                throw new IllegalStateException(
                        mode + " series " + series + " was " + before + " and is " + after + " by the program");
            }
        }
    }

    private static void again(ConfigurableApplicationContext context, int series) {
        context.getBean(JudgeAgain.class).series(series, java.time.LocalDate.of(1900, 1, 2), "bench");
        context.getBean(Exceedances.class).rebuild(series, Instant.parse("1900-01-02T00:00:00Z"), Instant.now());
        context.getBean(JdbcClient.class)
                .sql("select monitoring.roll_up(array[:series], '1900-01-03', verdite.now())")
                .param("series", series)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private static String state(Connection connection, int series) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery("""
                        select concat_ws(' ',
                          (select md5(string_agg(r.verdict || '.' || coalesce(r.judging_id, 0), ',' order by r.started)) from monitoring.result r
                            where r.series_id = %1$d),
                          (select md5(string_agg(concat_ws(',', e.number, e.state, e.started, e.ended, e.results, e.peak, e.peak_at), ';' order by e.id))
                            from monitoring.exceedance e where e.series_id = %1$d),
                          (select md5(string_agg(k::text, ';' order by k.grain, k.began)) from monitoring.rollup k where k.series_id = %1$d))""".formatted(series))) {
            rs.next();
            return rs.getString(1);
        }
    }
}

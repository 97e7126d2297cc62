package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.Exceedances;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;

/// The exceedances that judging found in the loaded results.
@Component
class Findings {

    private record Seen(int id, String site) {}

    /// Younger ones wait for somebody to look at them.
    private static final int QUIET_DAYS = 12;

    private final JdbcClient jdbc;
    private final Exceedances exceedances;
    private final Cast cast;

    Findings(JdbcClient jdbc, Exceedances exceedances, Cast cast) {
        this.jdbc = jdbc;
        this.exceedances = exceedances;
        this.cast = cast;
    }

    /// The officers of the sites saw what is older.
    void acknowledge(LocalDate day, Map<String, PersonId> people) {
        var older = jdbc.sql("""
                select e.id, s.code from monitoring.pub_exceedance e join organisation.pub_site s on s.id = e.site_id
                where e.kind = 'COMPLIANCE' and e.acknowledged_at is null and e.started < :before order by e.started, e.id""")
                .param("before", day.minusDays(QUIET_DAYS).atStartOfDay())
                .query((rs, _) -> new Seen(rs.getInt(1), rs.getString(2)))
                .list();
        for (Seen exceedance : older) {
            cast.as(officer(exceedance.site(), people), () -> exceedances.acknowledge(exceedance.id()));
        }
    }

    private static PersonId officer(String site, Map<String, PersonId> people) {
        return InputFiles.rows("appointments.csv").stream()
                .filter(a -> a.text("position").equals(site + "-EO"))
                .findFirst()
                .map(a -> Codes.of(people, a.text("person")))
                .orElseThrow(() -> new IllegalStateException("no officer at " + site));
    }

    /// @param place `site/point/parameter/days before the load (negative)`
    Optional<Origin> exceedance(String place, LocalDate day) {
        String[] parts = place.split("/");
        LocalDate about = day.plusDays(Integer.parseInt(parts[3]));
        return jdbc.sql("""
                select e.id, e.number from monitoring.pub_exceedance e
                join organisation.pub_site s on s.id = e.site_id join monitoring.pub_point p on p.id = e.point_id
                where e.kind = 'COMPLIANCE' and s.code = :site and p.code = :point and e.parameter = :parameter
                  and cast(e.started as date) between :first and :last""")
                .param("site", parts[0])
                .param("point", parts[1])
                .param("parameter", parts[2])
                .param("first", about.minusDays(1))
                .param("last", about.plusDays(7))
                .query((rs, _) -> new Origin(
                        "monitoring",
                        "exceedance",
                        rs.getString(1),
                        rs.getString(2),
                        "/monitoring/exceedances/" + rs.getInt(1)))
                .optional();
    }
}

package org.verdite.targets;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.AdmissionBar;

/// No contractor is admitted to a site in a year without a responsibility letter that it signed and that still tells
/// its
/// shares as they are. The letter stands at the site's unit, below it or above it.
@Component
@Order(10)
class LetterBar implements AdmissionBar {

    private final JdbcClient jdbc;
    private final Letters letters;

    LetterBar(JdbcClient jdbc, Letters letters) {
        this.jdbc = jdbc;
        this.letters = letters;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Reason> against(Asked asked) {
        var reasons = new ArrayList<Reason>();
        for (int year : asked.years()) {
            var standing = jdbc.sql("""
                            select l.id from targets.letter l where l.contractor_id = :contractor and l.year = :year and l.superseded_at is null
                              and (l.unit_id in (select id from organisation.pub_way_up(:unit))
                                or l.unit_id in (select organisation.pub_below(:unit, verdite.now()::date)))
                            order by l.id""")
                    .param("contractor", asked.contractor())
                    .param("year", year)
                    .param("unit", asked.unit().value())
                    .query((rs, _) -> letters.get(rs.getLong(1)))
                    .list();
            if (standing.isEmpty()) {
                reasons.add(new Reason(
                        "letter",
                        "targets.admission.none",
                        List.of(String.valueOf(year)),
                        "/targets/letters?year=" + year));
            }
            for (var letter : standing) {
                List<Object> which = List.of(letter.number(), String.valueOf(year));
                if (letter.signedAt() == null) {
                    reasons.add(new Reason("letter", "targets.admission.unsigned", which, letter.path()));
                } else if (!letters.current(letter)) {
                    reasons.add(new Reason("letter", "targets.admission.changed", which, letter.path()));
                }
            }
        }
        return reasons;
    }
}

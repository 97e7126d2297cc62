package org.verdite.demonstration;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.FacilityId;
import org.verdite.shared.PersonId;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// The numbers behind the codes that the files use, read once for each step.
@Component
class Codes {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Codes(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
    }

    /// The top of the tree; also outside of a transaction.
    UnitId group() {
        return Objects.requireNonNull(transactions.execute(_ -> of(units(), "LMG")));
    }

    Map<String, UnitId> units() {
        var units = new HashMap<String, UnitId>();
        jdbc.sql("select code, id from organisation.pub_unit")
                .query((rs, _) -> units.put(rs.getString(1), new UnitId(rs.getInt(2))))
                .list();
        return units;
    }

    Map<String, SiteId> sites() {
        var sites = new HashMap<String, SiteId>();
        jdbc.sql("select code, id from organisation.pub_site")
                .query((rs, _) -> sites.put(rs.getString(1), new SiteId(rs.getInt(2))))
                .list();
        return sites;
    }

    /// By `site/facility`.
    Map<String, FacilityId> facilities() {
        var facilities = new HashMap<String, FacilityId>();
        jdbc.sql("""
                select s.code || '/' || f.code, f.id from organisation.pub_facility f
                join organisation.pub_site s on s.id = f.site_id""")
                .query((rs, _) -> facilities.put(rs.getString(1), new FacilityId(rs.getInt(2))))
                .list();
        return facilities;
    }

    /// By `site/point`.
    Map<String, Integer> points() {
        var points = new HashMap<String, Integer>();
        jdbc.sql("""
                select s.code || '/' || p.code, p.id from monitoring.pub_point p
                join organisation.pub_site s on s.id = p.site_id""")
                .query((rs, _) -> points.put(rs.getString(1), rs.getInt(2)))
                .list();
        return points;
    }

    Map<String, PersonId> people() {
        var people = new HashMap<String, PersonId>();
        jdbc.sql("select code, id from organisation.pub_person")
                .query((rs, _) -> people.put(rs.getString(1), new PersonId(rs.getInt(2))))
                .list();
        return people;
    }

    /// The code must be known: the files are ours.
    static <T> T of(Map<String, T> known, String code) {
        T found = known.get(code);
        if (found == null) {
            throw new IllegalStateException("the demonstration names " + code + ", which it doesn't have");
        }
        return found;
    }
}

package org.verdite.rectification;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;

/// How many calendar days each severity gives, and which way it goes. A change counts for items opened from then on;
/// a deadline once given stays.
@Component
public class SeverityRules {

    /// @param days calendar days at the site, from the day of opening
    public record SeverityRule(Severity severity, int days, Workflow workflow, int version) {}

    private final JdbcClient jdbc;
    private final Access access;

    SeverityRules(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// The rules hold for the whole group, so only who administers it whole changes them.
    private List<UnitId> tops() {
        return jdbc.sql("select id from organisation.pub_unit_on(verdite.now()::date) where parent_id is null")
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .list();
    }

    @Transactional(readOnly = true)
    public List<SeverityRule> all() {
        return jdbc.sql("select severity, days, workflow, version from rectification.severity_rule order by days")
                .query((rs, _) -> new SeverityRule(
                        Severity.valueOf(rs.getString(1)),
                        rs.getInt(2),
                        Workflow.valueOf(rs.getString(3)),
                        rs.getInt(4)))
                .list();
    }

    /// @param version as it was read
    @Transactional
    public void change(Severity severity, int days, Workflow workflow, int version) {
        if (tops().stream().noneMatch(top -> access.may(Permission.ADMINISTER, top))) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
        if (days < 1 || days > 3650) {
            throw new Invalid("days", "ui.form.range", 1, 3650);
        }
        if (workflow == Workflow.INVESTIGATION) {
            throw new Invalid("workflow", "ui.form.choice");
        }
        int changed = jdbc.sql("""
                update rectification.severity_rule set days = :days, workflow = :workflow, version = version + 1
                where severity = :severity and version = :version""")
                .param("days", days)
                .param("workflow", workflow.name())
                .param("severity", severity.name())
                .param("version", version)
                .update();
        if (changed != 1) {
            throw new Conflict("severity rule " + severity);
        }
    }
}

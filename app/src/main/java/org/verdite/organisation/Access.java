package org.verdite.organisation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Asks whether the signed-in person may take a step at a place. Background work that acts for the system may.
@Component
public class Access {

    private final Grants grants;
    private final Openings openings;
    private final JdbcClient jdbc;

    Access(Grants grants, Openings openings, JdbcClient jdbc) {
        this.grants = grants;
        this.openings = openings;
        this.jdbc = jdbc;
    }

    /// @throws NotHere when the unit is outside what the person sees
    /// @throws NotPermitted when they see it but no role of theirs allows the step there
    public void require(Permission permission, UnitId unit) {
        if (!grants.sees(Scope.current(), openings.known(unit))) {
            throw new NotHere("unit " + unit);
        }
        if (!may(permission, unit)) {
            throw new NotPermitted(permission.name());
        }
    }

    public boolean may(Permission permission, UnitId unit) {
        var scope = Scope.current();
        var known = openings.known(unit);
        return scope.isSystem()
                || !scope.readOnly()
                        && (scope.vouched() && grants.sees(scope, known) || grants.allows(scope, permission, known));
    }

    /// True when the step is allowed at the unit right above, or at the unit itself where it is the top: for decisions
    /// that are taken one level up.
    public boolean mayAbove(Permission permission, UnitId unit) {
        int above = jdbc.sql(
                        "select id from organisation.pub_way_up(:unit) where height <= 1 order by height desc limit 1")
                .param("unit", unit.value())
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElse(unit.value());
        return may(permission, new UnitId(above));
    }

    /// True when some unit exists where the step is allowed: for menu entries and buttons above a list.
    public boolean mayAnywhere(Permission permission) {
        var scope = Scope.current();
        return scope.isSystem() || !scope.readOnly() && grants.allowsAnywhere(scope, permission);
    }

    /// True when the step is allowed for the whole group: for what belongs to no unit.
    public boolean mayAtTop(Permission permission) {
        var scope = Scope.current();
        return scope.isSystem() || !scope.readOnly() && grants.allowsAtTop(scope, permission);
    }
}

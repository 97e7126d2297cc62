package org.verdite.indicators;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The top of the tree: what holds for the whole group (definitions, rates, published editions) is decided there.
@Component
public class Group {

    private final JdbcClient jdbc;
    private final Access access;

    Group(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Empty when the reader's scope does not reach the top, or nothing was entered yet.
    @Transactional(readOnly = true)
    public Optional<UnitId> unit() {
        return jdbc.sql("select id from organisation.pub_unit where kind = 'GROUP' order by id limit 1")
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional();
    }

    /// @throws NotPermitted when the acting person may not decide this for the group
    @Transactional(readOnly = true)
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new NotPermitted(permission.name());
        }
    }

    @Transactional(readOnly = true)
    public boolean may(Permission permission) {
        return Scope.current().isSystem()
                || unit().filter(u -> access.may(permission, u)).isPresent();
    }
}

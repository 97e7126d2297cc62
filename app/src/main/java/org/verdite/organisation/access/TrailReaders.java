package org.verdite.organisation.access;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Access;
import org.verdite.organisation.Apart;
import org.verdite.organisation.Grants;
import org.verdite.organisation.Permission;
import org.verdite.shared.Scope;
import org.verdite.trail.MayVerify;
import org.verdite.ui.Json;
import org.verdite.ui.Names;
import org.verdite.ui.Texts;

/// Tells the trail who may verify all of it, and what the actors it names are called.
@Component
class TrailReaders implements MayVerify, Names {

    private final Access access;
    private final Grants grants;
    private final Apart apart;
    private final JdbcClient jdbc;

    TrailReaders(Access access, Grants grants, Apart apart, JdbcClient jdbc) {
        this.access = access;
        this.grants = grants;
        this.apart = apart;
        this.jdbc = jdbc;
    }

    /// Only somebody whose own sight is the whole group.
    @Override
    public boolean mayVerify() {
        var scope = Scope.current();
        Integer account = scope.account();
        return scope.isSystem()
                || account != null && grants.units(account) == null && access.mayAnywhere(Permission.TRAIL_VERIFY);
    }

    @Override
    public @Nullable String name(String who, Texts t) {
        int at = who.lastIndexOf("account:");
        if (at < 0 || !who.substring(at + 8).matches("\\d{1,9}")) {
            return null;
        }
        int account = Integer.parseInt(who.substring(at + 8));
        var holder = grants.holder(account);
        if (holder != null) {
            return t.of(holder.name());
        }
        return apart.system(
                        "names",
                        () -> jdbc.sql("select organisation.pub_actor_name(:who)")
                                .param("who", "account:" + account)
                                .query((rs, _) -> java.util.Optional.ofNullable(rs.getString(1)))
                                .single())
                .map(json -> t.of(Json.text(json)))
                .orElse(null);
    }
}

package org.verdite.organisation.web;

import org.springframework.stereotype.Component;
import org.verdite.organisation.Days;
import org.verdite.organisation.Grants;
import org.verdite.organisation.Permission;
import org.verdite.organisation.UnitTrees;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// On whose behalf somebody brings a file: of the units whose organisation they keep, the one nearest to the top.
@Component
class RosterPlace {

    private final Grants grants;
    private final UnitTrees trees;
    private final Days days;

    RosterPlace(Grants grants, UnitTrees trees, Days days) {
        this.grants = grants;
        this.trees = trees;
        this.days = days;
    }

    UnitId unit() {
        Integer account = Scope.current().account();
        var holder = account == null ? null : grants.holder(account);
        if (holder == null) {
            throw new NotPermitted(Permission.ORGANISATION_EDIT.name());
        }
        var tree = trees.today();
        return holder.grants().stream()
                .filter(g -> g.validOn(days.today()) && g.role().allows(Permission.ORGANISATION_EDIT))
                .map(Grants.Grant::unit)
                .min(java.util.Comparator.comparing(unit -> tree.above(unit).size()))
                .map(UnitId::new)
                .orElseThrow(() -> new NotPermitted(Permission.ORGANISATION_EDIT.name()));
    }
}

package org.verdite.organisation;

import org.springframework.stereotype.Component;
import org.verdite.shared.UnitId;
import org.verdite.trail.MayVerify;

/// The whole trail is verified by whoever may do so at the top of the tree.
@Component
class TrailReaders implements MayVerify {

    private final Access access;
    private final UnitTrees trees;

    TrailReaders(Access access, UnitTrees trees) {
        this.access = access;
        this.trees = trees;
    }

    @Override
    public boolean mayVerify() {
        var tops = trees.today().roots();
        return !tops.isEmpty() && tops.stream().allMatch(top -> access.may(Permission.TRAIL_VERIFY, new UnitId(top)));
    }
}

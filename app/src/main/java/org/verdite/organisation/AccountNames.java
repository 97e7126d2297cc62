package org.verdite.organisation;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.ui.Names;
import org.verdite.ui.Texts;

/// The person's name behind an account's key.
@Component
class AccountNames implements Names {

    private static final Pattern ACCOUNT = Pattern.compile("(?:^|:)account:(\\d{1,9})$");

    private final Grants grants;

    AccountNames(Grants grants) {
        this.grants = grants;
    }

    @Override
    public @Nullable String name(String who, Texts t) {
        var account = ACCOUNT.matcher(who);
        if (!account.find()) {
            return null;
        }
        var holder = grants.holder(Integer.parseInt(account.group(1)));
        return holder == null ? null : t.of(holder.name());
    }
}

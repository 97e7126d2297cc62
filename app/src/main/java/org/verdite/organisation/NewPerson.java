package org.verdite.organisation;

import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A person to add.
///
/// @param unit home unit
/// @param code the group's number for the person; never changes
/// @param email may be empty
/// @param phone may be empty
public record NewPerson(UnitId unit, String code, LocalText name, String email, String phone) {

    public NewPerson(UnitId unit, String code, LocalText name, String email) {
        this(unit, code, name, email, "");
    }

    /// @throws Invalid with all that is wrong with it by itself
    public void check() {
        Rules.all(
                () -> Rules.code(code),
                () -> Rules.name("name", name),
                () -> Rules.email(email),
                () -> Rules.text("phone", phone, 40));
    }
}

package org.verdite.ui;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// Who is signed in, for the frame.
public interface SignedIn {

    /// @param account id of the account
    /// @param guest true for somebody from outside, who has no role anywhere
    record Who(int account, LocalText name, String login, boolean demonstration, boolean guest) {
        /// Up to two letters for the round badge.
        public String initials() {
            String latin = name.texts().getOrDefault("en", login);
            var letters = new StringBuilder();
            for (String word : latin.split("\\s+")) {
                if (!word.isEmpty() && letters.length() < 2) {
                    letters.append(Character.toUpperCase(word.charAt(0)));
                }
            }
            return letters.toString();
        }
    }

    /// Null when nobody is.
    @Nullable Who who();

    /// True while the demonstration's sign-ins exist.
    boolean demonstration();
}

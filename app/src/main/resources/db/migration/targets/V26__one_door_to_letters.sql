-- Who owes a letter is asked through pub_letters_owed: nobody counts the letters themselves any more.
drop view targets.pub_letter;

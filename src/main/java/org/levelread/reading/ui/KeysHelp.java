package org.levelread.reading.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.DescriptionList;
import java.util.Map;

/// The keys of the page, folded away after the first look.
final class KeysHelp extends Details {
    KeysHelp(Map<String, String> keys) {
        super("Keys");
        DescriptionList list = new DescriptionList();
        list.getStyle().set("margin", "0");
        keys.forEach((key, meaning) ->
                list.add(new DescriptionList.Term(key), new DescriptionList.Description(meaning)));
        add(list);
        setOpened(true);
    }
}

// What conversations begin with, after the guide that MiniMax publishes for M1; and settings as
// text, for the database.

#pragma once

#include "engine/engine.h"
#include "engine/recommended_use.h"
#include "ui/chat_settings.h"

namespace app {

QList<ui::ChatPreset> chatPresets(); // the first is the default
ui::ChatSettings presetSettings(const QString& key);

// What the model's makers recommend, where the settings are those of the preset for that; other
// settings are the user's choice and stay.
inline constexpr char16_t kModelPreset[] = u"model";
ui::ChatSettings resolved(ui::ChatSettings settings, const engine::RecommendedUse& recommended);
bool recommendsAnything(const engine::RecommendedUse& recommended);

// JSON. What is missing or of another type keeps its default.
QString toText(const ui::ChatSettings& settings);
ui::ChatSettings chatSettingsFrom(const QString& text);

// Fills in everything but the prompt; a seed is drawn where none was chosen, and is written back so
// that it can be kept with the answer.
void apply(ui::ChatSettings& settings, engine::Request& request);

} // namespace app

// How the transcript's page looks and which words it uses, as the operations that tell it so.

#pragma once

#include <QJsonObject>

class QWidget;

namespace ui {

QJsonObject chatLook(const QWidget& widget); // by the widget's palette and font
QJsonObject chatWords();

} // namespace ui

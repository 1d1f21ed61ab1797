// How a version of an app is told to the user. Pure functions.

#pragma once

#include "app/app_version.h"
#include "app/error_loop.h"
#include "ui/diff_view.h"

namespace app {

QString nameOf(const AppVersion& version); // "v3", "v3 (you)"
QString stateOf(const AppVersion& version);
// What is behind the name of the shown version: what runs, and what is being written.
QString remarkOn(const AppVersion* shown, const AppVersion* running, const AppVersion* written);
// The first problem in one line.
QString sentenceOf(const QList<PageProblem>& problems);
// File by file; files that are equal are left out.
QList<ui::DiffSection> differenceOf(const AppSource& before, const AppSource& after);

} // namespace app

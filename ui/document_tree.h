// DocumentTree: the files of a plan by folder, with the sums of what lies below each; behind the
// files, grouped by the sentence, those with warnings and those that are not read.

#pragma once

#include "ui/document_plan.h"

#include <QHash>

#include <vector>

namespace ui {

struct DocumentNode
{
    enum class Kind {
        Folder,
        File,
        Section, // "files with warnings", "files that are not read"
        Reason,  // one sentence of a section
        Mention, // of a file, below its reason
    };

    Kind kind = Kind::Folder;
    QString name;
    int parent = -1;
    int file = -1; // index in the plan's files, of File and Mention
    std::vector<int> children;

    // Of the files that can be read, here or below.
    int files = 0;
    int includedFiles = 0;
    qint64 bytes = 0;
    qint64 tokens = 0; // of those that are counted
    qint64 uncountedBytes = 0;
    bool hasWarnings = false; // of this file

    bool isCounted() const { return uncountedBytes == 0; }
    bool isIncluded() const { return includedFiles > 0; }
    // The tokens; of what is not counted yet, what its size lets expect.
    double weight() const { return double(tokens) + double(uncountedBytes) / 4.0; }
};

class DocumentTree
{
public:
    static constexpr int kRoot = 0;

    DocumentTree();

    // Whether setFiles() would change numbers only and leave the nodes as they are.
    bool hasSameNodes(const QList<PlannedFile>& files) const;
    void setFiles(const QList<PlannedFile>& files);
    void setIncluded(const std::vector<int>& files, bool isIncluded); // indices in the plan

    int size() const { return int(m_nodes.size()); }
    const DocumentNode& node(int id) const { return m_nodes[std::size_t(id)]; }
    const QList<PlannedFile>& files() const { return m_files; }
    QString path(int id) const; // with /, from the root
    // A folder that holds nothing but one folder stands for that one.
    int withoutDetours(int id) const;

private:
    void build();
    int add(DocumentNode::Kind kind, const QString& name, int parent, int file = -1);
    void addSection(const QString& name, const QHash<QString, QList<int>>& filesByReason);
    void sum();

    QList<PlannedFile> m_files;
    std::vector<DocumentNode> m_nodes; // parents come before their children
};

} // namespace ui

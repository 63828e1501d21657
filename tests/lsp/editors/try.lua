-- Opens a page of the project in the current folder and asks the language server what somebody at Neovim would ask.
-- What comes back is printed, one answer a line; the test compares it.

local function answer(what, value)
  io.stdout:write(what .. ': ' .. tostring(value) .. '\n')
end

local page = 'docs/engines/lamp.md'
vim.cmd('edit ' .. page)
vim.bo.filetype = 'markdown'
if vim.lsp.enable then
  dofile(os.getenv('GUIDE'))
  vim.cmd('doautocmd FileType')
else -- before Neovim 0.11
  local client = vim.lsp.start_client({ name = 'diglot', cmd = { 'diglot', 'lsp' }, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(0, client)
end

local function problems()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, (each.lnum + 1) .. ' ' .. vim.split(each.message, '\n')[1])
  end
  return found
end

local function place(text)
  vim.fn.cursor(1, 1)
  vim.fn.search('\\V' .. text, 'c')
end

local function ask(method, params)
  for _, found in pairs(vim.lsp.buf_request_sync(0, method, params, 60000) or {}) do
    return found.result
  end
end

vim.wait(60000, function() return #vim.lsp.buf_get_clients(0) > 0 end)
answer('connected', #vim.lsp.buf_get_clients(0) > 0)

vim.cmd('%s/handled : Nat$/handled : Natt/')
vim.wait(60000, function() return #problems() > 0 end)
answer('problems', table.concat(problems(), '; '))
vim.cmd('%s/handled : Natt$/handled : Nat/')
vim.wait(60000, function() return #problems() == 0 end)
answer('fixed', #problems())

place('| LampRequest;')
vim.fn.search('LampRequest')
local hover = ask('textDocument/hover', vim.lsp.util.make_position_params())
local text = string.gsub(hover.contents.value, '```%a*\n?', '')
answer('hover', vim.split(vim.trim(text), '\n')[1])

place('EngineEnvironment LampState')
vim.lsp.buf.definition()
vim.wait(60000, function() return vim.fn.expand('%:t') == 'engine.md' end)
answer('definition', vim.fn.expand('%:t') .. ' ' .. vim.fn.expand('<cword>'))

vim.cmd('edit! ' .. page)
place('LampReply Nat')
vim.lsp.buf.rename('LampAnswer')
local function count(word)
  return select(2, string.gsub(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n'), word, word))
end
vim.wait(60000, function() return count('LampReply') == 0 end)
answer('renamed', count('LampAnswer') .. ' and ' .. count('LampReply') .. ' left')

vim.cmd('%s/handled : Nat$/handled  :   Nat/')
vim.lsp.buf.format = vim.lsp.buf.format or vim.lsp.buf.formatting_sync
vim.lsp.buf.format()
answer('formatted', vim.fn.search('\\Vhandled : Nat', 'w') > 0)
vim.cmd('qall!')

using CreditBot.Commands;

return await CommandTable.Create().Parse(args).InvokeAsync();
